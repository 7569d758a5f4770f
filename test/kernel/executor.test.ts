import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeProject, type Project } from './project.js'
import { type Kernel, startKernel } from './session.js'

describe('a cell that fails', () => {
  let project: Project
  let stock: Kernel
  let kernel: Kernel

  beforeAll(async () => {
    project = makeProject({
      'src/wrong.ts': `export const wrong: number = 'text'\n`,
      'src/refuse.ts': `export function refuse(): never {\n  throw new Error('Cannot do that: it is refused.', { cause: new TypeError('inner') })\n}\n`,
    })
    const { root } = project
    ;[stock, kernel] = await Promise.all([startKernel({ launcher: false, root }), startKernel({ root })])
  })

  afterAll(async () => {
    await Promise.all([stock?.stop(), kernel?.stop()])
    project?.remove()
  })

  const refusing = `import { refuse } from './src/refuse'\nfunction ask() { refuse() }\nask()`

  test('in the background is printed by stock under the name of an event of Node', async () => {
    await stock.execute(`Promise.reject(new Error('Nobody waited.')); undefined`)
    await stock.message('the report', ({ content }) =>
      String(content.text).startsWith('UnhandledPromiseRejection: Error: Nobody waited.'),
    )
  })

  test('prints to stderr on stock, with frames of tslab and no error message', async () => {
    const failed = await stock.execute(refusing)
    expect(failed.status).toBe('error')
    expect(failed.error).toBeNull()
    expect(failed.reply).not.toHaveProperty('ename')
    expect(failed.stderr).toContain('tslab/dist/executor.js')
  })

  test('sends one error message with the sentence, the cause and our own frames, and the reply says the same', async () => {
    const failed = await kernel.execute(refusing)
    expect(failed.error).toEqual({
      ename: 'Error',
      evalue: 'Cannot do that: it is refused.',
      traceback: [
        '\x1b[31mError\x1b[0m: Cannot do that: it is refused.',
        '  caused by TypeError: inner',
        '  at refuse (src/refuse.ts)',
        '  at ask (cell)',
      ],
    })
    expect(failed.reply).toMatchObject({ status: 'error', ...failed.error })
    expect(failed.stderr).toBe('')
  })

  test('after an await is reported alike', async () => {
    const failed = await kernel.execute(`await null\nthrow new RangeError('late')`)
    expect(failed.error).toMatchObject({ ename: 'RangeError', evalue: 'late' })
    expect(failed.outputs.filter((message) => message.type === 'error')).toHaveLength(1)
  })

  test('shows a type error of the cell with a caret', async () => {
    const failed = await kernel.execute(`const n: number = 1\nn.lag`)
    expect(failed.error?.traceback).toEqual([
      `\x1b[31mTypeScript\x1b[0m cell 2:3  Property 'lag' does not exist on type 'number'.`,
      '    n.lag',
      '      ^',
    ])
  })

  test('shows a type error of a file in src with its place there', async () => {
    const failed = await kernel.execute(`import { wrong } from './src/wrong'`)
    expect(failed.error?.evalue).toBe(`src/wrong.ts 1:14 Type 'string' is not assignable to type 'number'.`)
  })

  test('leaves the kernel as it was', async () => {
    expect((await kernel.execute('6 * 7')).text).toBe('42\n')
  })
})
