import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Message } from './messages.js'
import { makeProject, type Project } from './project.js'
import { type Kernel, startKernel } from './session.js'

interface Thread {
  ask(method: string, ...values: unknown[]): unknown
  end(): Promise<unknown>
}
const { ConverterThread, untilAnswered } = createRequire(import.meta.url)(
  '../../environment/kernel/thread.cjs',
) as {
  ConverterThread: new (root: string, onAnswer: (method: string, value: unknown) => void) => Thread
  untilAnswered<T>(work: () => T): Promise<T>
}

/** It takes the compiler a second or two: the first one of the kernel that imports much. */
const long = `import * as vega from 'vega'\nimport { a } from './src/a'\nconsole.log('ran', a)`

let project: Project
const started: Kernel[] = []
async function start(launcher: boolean): Promise<Kernel> {
  const kernel = await startKernel({ root: project.root, launcher })
  started.push(kernel)
  return kernel
}

beforeAll(() => {
  project = makeProject({ 'src/a.ts': 'export const a = 1\n' })
})
afterAll(async () => {
  await Promise.all(started.map((kernel) => kernel.stop()))
  project?.remove()
})

describe('while a cell is compiled', () => {
  test('timers go on, and on stock they do not', async () => {
    const ticksOf = async (launcher: boolean): Promise<number> => {
      const kernel = await start(launcher)
      // Sent together: the second one is compiled as soon as the first has ended.
      const [, { text }] = await Promise.all([
        kernel.execute('let ticks = 0\nsetInterval(() => ticks++, 1)'),
        kernel.execute("import type { Spec } from 'vega'\nconst spec: Spec = {}\nconsole.log(ticks)"),
      ])
      return Number(text)
    }
    expect(await ticksOf(false)).toBeLessThan(10)
    expect(await ticksOf(true)).toBeGreaterThan(10)
  })

  test('a cell that is stopped is not run, and what it imports is there for the next', async () => {
    const kernel = await start(true)
    const run = kernel.execute(`${long}\n// stopped`)
    await kernel.information()
    kernel.interrupt()
    const { text, error } = await run
    expect([text, error?.ename]).toEqual(['', 'Interrupted'])
    expect(await kernel.execute(long)).toMatchObject({ error: null, text: 'ran 1\n' })
  })

  test('Shift-Tab is answered before any cell was run, and the kernel is idle after that', async () => {
    const kernel = await start(true)
    expect(await kernel.inspect('const n = 1\nn', 13)).toContain('const n: 1')
    const { parent } = await kernel.message('the reply', ({ type }) => type === 'inspect_reply')
    const isIdle = ({ execution_state }: Message['content']): boolean => execution_state === 'idle'
    await kernel.message('the status', (message) => message.parent === parent && isIdle(message.content))
  })
})

describe('the thread of the compiler', () => {
  test('is asked again where it has not answered, and answers all who ask the same', async () => {
    const seen: string[] = []
    const thread = new ConverterThread(process.cwd(), (method) => seen.push(method))
    const ask = (): unknown => thread.ask('isCompleteCode', 'const a = {')
    expect(ask).toThrow('The compiler has not answered yet.')
    const answers = await Promise.all([untilAnswered(ask), untilAnswered(ask), untilAnswered(ask)])
    for (const answer of answers) expect(answer).toMatchObject({ completed: false })
    expect(seen).toEqual(['isCompleteCode'])
    await new Promise(setImmediate)
    expect(ask).toThrow('The compiler has not answered yet.')
    await thread.end()
  })

  test('says what it cannot do, and begins anew when it has ended', async () => {
    const thread = new ConverterThread(process.cwd(), () => {})
    await expect(untilAnswered(() => thread.ask('nothing'))).rejects.toThrow('is not a function')
    const answer = untilAnswered(() => thread.ask('convert', '', long))
    answer.catch(() => {}) // it is looked at when the thread has ended
    await thread.end()
    await expect(answer).rejects.toThrow('The compiler of cells has ended (1). Run the cell again.')
    expect(await untilAnswered(() => thread.ask('isCompleteCode', '1'))).toEqual({ completed: true })
    await thread.end()
  })

  test('knows the modules that cells are after it has begun anew', async () => {
    const thread = new ConverterThread(process.cwd(), () => {})
    const convert = (): unknown => thread.ask('convert', '', `import { mine } from './mine'\nmine`)
    const [name, text] = ['mine', 'export const mine = 1']
    await untilAnswered(() => thread.ask('addModule', name, text, {}))
    expect(await untilAnswered(convert)).toMatchObject({ diagnostics: [] })
    await thread.end()
    expect(await untilAnswered(convert)).toMatchObject({ diagnostics: [] })
    await thread.end()
  })
})
