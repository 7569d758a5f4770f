import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Kernel, startKernel } from './session.js'

let stock: Kernel
let kernel: Kernel

beforeAll(async () => {
  ;[stock, kernel] = await Promise.all([startKernel({ launcher: false }), startKernel()])
}, 60_000)

afterAll(async () => {
  await Promise.all([stock?.stop(), kernel?.stop()])
})

async function stderrAfter(kernel: Kernel, code: string): Promise<string> {
  expect((await kernel.execute(code)).status).toBe('ok')
  const { content } = await kernel.message(
    'text on stderr',
    (message) => message.type === 'stream' && message.content.name === 'stderr',
  )
  return String(content.text)
}

const rejecting = `Promise.reject(new Error('Nobody waited.', { cause: new Error('inner') })); undefined`

test('stock names the rejection by an event of Node, and does not mark it as background', async () => {
  expect(await stderrAfter(stock, rejecting)).toMatch(/^UnhandledPromiseRejection: Error: Nobody waited/)
})

test('what fails in the background is printed as such, in short, and the kernel lives on', async () => {
  expect(await stderrAfter(kernel, rejecting)).toBe(
    'background Error: Nobody waited.\n  caused by Error: inner\n',
  )
  const thrown = await kernel.execute(`setImmediate(() => { throw new Error('thrown later') }); undefined`)
  expect(thrown.status).toBe('ok')
  await kernel.message('the second report', (message) =>
    String(message.content.text).startsWith('background Error: thrown later\n'),
  )
  expect((await kernel.execute('1')).text).toBe('1\n')
})
