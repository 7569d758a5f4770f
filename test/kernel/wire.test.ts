import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Execution } from './messages.js'
import { type Kernel, startKernel } from './session.js'

const folder = mkdtempSync(path.join(tmpdir(), 'wire-'))
let stock: Kernel
let kernel: Kernel

beforeAll(async () => {
  ;[stock, kernel] = await Promise.all([startKernel({ launcher: false }), startKernel()])
})

afterAll(async () => {
  await Promise.all([stock?.stop(), kernel?.stop()])
  rmSync(folder, { recursive: true })
})

/** A failing cell, busy until the next has certainly come, and, without waiting for it, one more. */
function failThenRun(kernel: Kernel, stopOnError: boolean): Promise<[Execution, Execution]> {
  const failing = kernel.execute(
    `for (const end = Date.now() + 300; Date.now() < end; );\nthrow new Error('first')`,
    { stopOnError },
  )
  return Promise.all([failing, kernel.execute(`console.log('ran')`, { stopOnError })])
}

test('stock does not run the cell after a failing one, although it was asked to', async () => {
  const [first, second] = await failThenRun(stock, false)
  expect([first.status, second.status, second.text]).toEqual(['error', 'abort', ''])
})

test('stop_on_error: false runs the cells after a failing one', async () => {
  const [first, second] = await failThenRun(kernel, false)
  expect([first.status, second.status, second.text]).toEqual(['error', 'ok', 'ran\n'])
})

test('without it the cells that wait are aborted, and say so in the word of the protocol', async () => {
  const [first, second] = await failThenRun(kernel, true)
  expect([first.status, second.status, second.text]).toEqual(['error', 'aborted', ''])
})

test('cells sent while a failing cell was busy are aborted, and one sent after its reply runs', async () => {
  const busy = path.join(folder, 'busy')
  const failing = kernel.execute(
    `import { writeFileSync } from 'node:fs'
     writeFileSync(${JSON.stringify(busy)}, '')
     for (const end = Date.now() + 1000; Date.now() < end; ) {}
     throw new Error('late')`,
    { stopOnError: true },
  )
  await vi.waitFor(() => expect(existsSync(busy)).toBe(true), 10_000)
  const waiting = Array.from({ length: 50 }, () => kernel.execute('0', { stopOnError: true }))
  expect((await failing).status).toBe('error')
  const next = kernel.execute(`'next'`, { stopOnError: true })
  expect(new Set((await Promise.all(waiting)).map(({ status }) => status))).toEqual(new Set(['aborted']))
  expect((await next).text).toBe('next\n')
})

test('a cell announces its start with its number, and its reply has the same', async () => {
  const { outputs, reply } = await kernel.execute('1')
  const started = outputs.find((message) => message.type === 'execute_input')
  expect(started?.content).toEqual({ code: '1', execution_count: reply.execution_count })
  expect(reply).toMatchObject({ status: 'ok', payload: [], user_expressions: {} })
})

test('the output and the end of a cell arrive before the next waiting cell starts', async () => {
  const [first, second] = await Promise.all([kernel.execute(`'one'`), kernel.execute(`'two'`)])
  const order: string[] = []
  await kernel.message('the end of the second cell', (message) => {
    if (message === first.outputs.at(-1)) order.push('end of the first')
    if (message.type === 'execute_input' && second.outputs.includes(message))
      order.push('start of the second')
    return message === second.outputs.at(-1)
  })
  expect(order).toEqual(['end of the first', 'start of the second'])
})
