import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Kernel, startKernel } from './session.js'

let stock: Kernel
let kernel: Kernel

beforeAll(async () => {
  ;[stock, kernel] = await Promise.all([startKernel({ launcher: false }), startKernel()])
  await Promise.all([stock, kernel].map((each) => each.execute(`let group = 'A', left = 1; const n = 2`)))
})

afterAll(async () => {
  await Promise.all([stock?.stop(), kernel?.stop()])
})

test('stock does not find a variable of an earlier cell in a shorthand property', async () => {
  expect((await stock.execute('console.log({ group })')).reply.status).toBe('error')
})

test.each([
  ['alone', '({ group })', "{ group: 'A' }"],
  [
    'among others, and in a function',
    'const f = () => ({ n, a: { group } }); f()',
    "{ n: 2, a: { group: 'A' } }",
  ],
  ['after an await', 'await Promise.resolve(); [{ group }]', "[ { group: 'A' } ]"],
  ['a variable of this cell', 'const own = 5; ({ own, n })', '{ own: 5, n: 2 }'],
  ['a parameter of the same name', '[7].map(n => ({ n }))', '[ { n: 7 } ]'],
  [
    'what is assigned to',
    "({ group, left = 9 } = { group: 'B' } as { group: string; left?: number }); [group, left]",
    "[ 'B', 9 ]",
  ],
])('%s', async (_, code, printed) => {
  const { reply, text } = await kernel.execute(code)
  expect(reply.status).toBe('ok')
  expect(text.trim()).toBe(printed)
})
