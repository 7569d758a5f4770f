import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Message } from './messages.js'
import { type Kernel, startKernel } from './session.js'

let kernel: Kernel

beforeAll(async () => {
  kernel = await startKernel()
})

afterAll(async () => {
  await kernel?.stop()
})

const stderrOf = async (code: string): Promise<unknown> => {
  const { status } = await kernel.execute(code)
  expect(status).toBe('ok')
  const fits = (message: Message): boolean => message.type === 'stream' && message.content.name === 'stderr'
  return (await kernel.message('text on stderr', fits)).content.text
}

test('what fails in the background is printed as such, in short, and the kernel lives on', async () => {
  const rejecting = `Promise.reject(new Error('Nobody waited.', { cause: new Error('inner') })); undefined`
  expect(await stderrOf(rejecting)).toBe('background Error: Nobody waited.\n  caused by Error: inner\n')

  await kernel.execute(`setImmediate(() => { throw new Error('thrown later') }); undefined`)
  await kernel.message('the second report', ({ content }) =>
    String(content.text).startsWith('background Error: thrown later\n'),
  )
  expect((await kernel.execute('1')).text).toBe('1\n')
})
