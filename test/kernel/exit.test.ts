import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { isAlive, untilGone } from './processes.js'
import { type Kernel, type KernelOptions, startKernel } from './session.js'

const folder = mkdtempSync(path.join(tmpdir(), 'exit-'))
const started: Kernel[] = []

async function start(options?: KernelOptions): Promise<Kernel> {
  const kernel = await startKernel(options)
  started.push(kernel)
  return kernel
}

afterEach(async () => {
  for (const { pid } of started) if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  await Promise.all(started.splice(0).map((kernel) => kernel.stop()))
})
afterAll(() => rmSync(folder, { recursive: true }))

const openTimer = 'const timer = setInterval(() => {}, 1000)'
const file = (name: string): string => path.join(folder, name)
const addHook = (name: string): string => `
  import { appendFile } from 'node:fs/promises'
  const onExit = (globalThis as any)[Symbol.for('kafka-groups-lab.onExit')] as Set<() => unknown>
  onExit.add(() => appendFile(${JSON.stringify(file(name))}, 'left'))`

test('shutdown runs the hooks once and ends the process although a timer is open; stock stays', async () => {
  const [stock, kernel] = await Promise.all([start({ launcher: false }), start()])
  await Promise.all([stock.execute(openTimer), kernel.execute(openTimer + addHook('shutdown'))])
  stock.requestShutdown()
  await stock.message('the reply of stock', (message) => message.type === 'shutdown_reply')
  await kernel.shutdown() // by itself: nobody kills it, as Jupyter would after 2.5 s
  await kernel.message('the reply', (message) => message.type === 'shutdown_reply')
  expect(readFileSync(file('shutdown'), 'utf8')).toBe('left')
  expect(isAlive(stock.pid)).toBe(true)
})

test('SIGTERM runs the hooks, and neither one that fails nor one that hangs holds the kernel', async () => {
  const kernel = await start()
  await kernel.execute(`${addHook('term')}
    onExit.add(() => { throw new Error('a hook that fails') })
    onExit.add(() => new Promise(() => {}))`)
  process.kill(kernel.pid, 'SIGTERM')
  await untilGone(kernel.pid, 4000)
  expect(readFileSync(file('term'), 'utf8')).toBe('left')
  expect(kernel.processOutput()).toContain('A function in onExit failed: Error: a hook that fails')
})

test('kill -9 of its parent ends the kernel, with the hooks, even in a cell that never yields; stock stays', async () => {
  const [stock, kernel, busy] = await Promise.all([start({ launcher: false }), start(), start()])
  await kernel.execute(openTimer + addHook('orphan'))
  const endless = busy.execute('while (true) {}').catch((error: Error) => error)
  await busy.message('the start of the endless cell', (message) => message.type === 'execute_input')
  for (const { parentPid } of [stock, kernel, busy]) process.kill(parentPid, 'SIGKILL')
  await Promise.all([untilGone(kernel.pid), untilGone(busy.pid)])
  expect(readFileSync(file('orphan'), 'utf8')).toBe('left')
  expect(isAlive(stock.pid)).toBe(true)
  expect(await endless).toBeInstanceOf(Error)
})
