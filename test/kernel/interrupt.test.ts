import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Kernel, startKernel } from './session.js'

const folder = mkdtempSync(path.join(tmpdir(), 'interrupt-'))
let kernel: Kernel

beforeAll(async () => {
  kernel = await startKernel()
  await kernel.execute(`
    import { writeFileSync } from 'node:fs'
    let stops = 0
    const onInterrupt = (globalThis as any)[Symbol.for('kafka-groups-lab.onInterrupt')] as Set<() => unknown>
    onInterrupt.add(async () => { throw new Error('a hook that fails') })
    onInterrupt.add(() => { console.log('stop', ++stops) })`)
})

afterAll(async () => {
  await kernel?.stop()
  rmSync(folder, { recursive: true })
})

const hookRan = (times: number): Promise<unknown> =>
  kernel.message(`the hook's ${times}. run`, (m) => m.content.text === `stop ${times}\n`)

/** Runs a cell up to the place where it writes its marker, then presses stop. */
async function stopAt(marker: string, code: string): ReturnType<Kernel['execute']> {
  const file = path.join(folder, marker)
  const running = kernel.execute(`writeFileSync(${JSON.stringify(file)}, '')\n${code}`)
  await vi.waitFor(() => expect(existsSync(file)).toBe(true), 10_000)
  kernel.interrupt()
  return running
}

test('stop ends a cell that waits, runs the hooks, and the kernel lives on', async () => {
  const { error } = await stopAt('waiting', 'await new Promise(() => {})')
  expect(error).toMatchObject({
    ename: 'Interrupted',
    evalue: 'the cell was stopped; what it started may still run',
  })
  await hookRan(1)
  expect((await kernel.execute('stops')).text).toBe('1\n')
})

test('stop ends a cell that never yields, and runs the hooks', async () => {
  const { error } = await stopAt('busy', 'while (true) {}')
  expect(error?.ename).toBe('Interrupted')
  await hookRan(2)
})

test('stop runs the hooks while no cell is running', async () => {
  kernel.interrupt()
  await hookRan(3)
  expect((await kernel.execute('stops')).text).toBe('3\n')
})

test('a hook that fails is named in the log of the kernel', () => {
  expect(kernel.processOutput()).toContain('A function in onInterrupt failed: Error: a hook that fails')
})

test('stop just as a cell begins or ends is a stop like any other', async () => {
  let last = 0
  for (let n = 0; n < 300; n++) {
    const running = kernel.execute('for (let i = 0; i < 100_000; i++);')
    const begins = await kernel.message('the beginning of a cell', ({ type, content }) => {
      return type === 'execute_input' && Number(content.execution_count) > last
    })
    last = Number(begins.content.execution_count)
    // Aims at each tenth of a millisecond of the next three, in which the script begins and ends.
    const aim = performance.now() + (n % 30) / 10
    while (performance.now() < aim);
    process.kill(kernel.pid, 'SIGINT')
    const { error } = await running
    expect([undefined, 'Interrupted']).toContain(error?.ename)
  }
  // The last stop may come only now.
  await vi.waitFor(async () => expect((await kernel.execute('stops > 3')).text).toContain('true'), 10_000)
}, 60_000)
