import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { waitFor } from '../../src/wait.js'
import { type Kernel, startKernel } from './session.js'

const require = createRequire(import.meta.url)
const ts = require('@tslab/typescript-for-tslab')
const { withValues } = require('../../environment/kernel/declared.cjs') as {
  withValues(ts: unknown, declarations: string, before: string, values: object): string
}

test('keeps the names that have a value, the types and the imports', () => {
  const declarations = [
    "import { openLab } from './src/index';",
    'declare const first = 0, second: string;',
    'declare const nothing: boolean;',
    'declare const again: boolean;',
    'declare let third: { name: string; };',
    'declare function known(): void;',
    'declare class Reached {\n}',
    'declare class Missed {\n}',
    'interface Shape {\n    side: number;\n}',
  ].join('\n')
  const kept = withValues(ts, declarations, 'declare let other: 1, again: 2;\ninterface I {}', {
    first: 0,
    third: null,
    known: () => {},
    Reached: class {},
  })
  expect(kept.split('\n')).toEqual([
    "import { openLab } from './src/index';",
    'declare const first = 0;',
    'declare const again: boolean;',
    'declare let third: { name: string; };',
    'declare function known(): void;',
    'declare class Reached {',
    '}',
    'interface Shape {',
    '    side: number;',
    '}',
  ])
})

describe('a cell that fails after its first name', () => {
  const failing = "const joined = { name: 'C1' }\nthrow new Error('no')\nconst later = 1"
  let kernel: Kernel

  afterAll(async () => {
    await kernel?.stop()
  })

  test('is forgotten by stock', async () => {
    const stock = await startKernel({ launcher: false })
    try {
      await stock.execute(failing)
      // Until then stock runs nothing.
      const next = await waitFor('stock to run the next cell', async () => {
        const ran = await stock.execute('joined.name')
        return ran.reply.execution_count === undefined ? undefined : ran
      })
      expect(next.stderr).toContain("Cannot find name 'joined'")
    } finally {
      await stock.stop()
    }
  })

  beforeAll(async () => {
    kernel = await startKernel()
  })

  test('leaves what it has set to the next, with its type, and nothing else', async () => {
    await kernel.execute('const before = 7')
    expect((await kernel.execute(failing)).status).toBe('error')
    expect((await kernel.execute('joined.name + before')).text).toBe('C17\n')
    expect((await kernel.execute('joined.age')).error?.evalue).toContain("Property 'age' does not exist")
    expect((await kernel.execute('later')).error?.evalue).toBe("cell 1:1 Cannot find name 'later'.")
    expect((await kernel.execute('const after = joined.name; after')).text).toBe('C1\n')
  })

  test('so does an interrupted one', async () => {
    const waiting = kernel.execute("const held = 'open'\nconsole.log('waits')\nawait new Promise(() => {})")
    await kernel.message('it to wait', ({ content }) => content.text === 'waits\n')
    kernel.interrupt()
    expect((await waiting).error?.ename).toBe('Interrupted')
    expect((await kernel.execute('held')).text).toBe('open\n')
  })

  test('lets nobody take a name to which it did not come for what it had found before', async () => {
    await kernel.execute("const [answer, told] = ['the first', 'this']")
    await kernel.execute('const asks = () => answer.length')
    await kernel.execute("const told = 'that'\nif (1 < 2) throw new Error('no')\nconst answer = 'the second'")
    const refusal =
      'answer has no value: the cell that declares it was stopped, or failed, before it came to it. Run that cell again.'
    for (const reading of ['answer', "answer === undefined ? 'not yet' : answer", 'asks()'])
      expect((await kernel.execute(reading)).error?.evalue).toBe(refusal)
    expect((await kernel.execute('told')).text).toBe('that\n')
    await kernel.execute("const answer = 'the third'")
    expect((await kernel.execute('answer + asks()')).text).toBe('the third9\n')
  })

  test('leaves alone what another cell found to be undefined', async () => {
    await kernel.execute('const found = [1].find((each) => each > 1)')
    await kernel.execute(failing)
    expect((await kernel.execute("found ?? 'none'")).text).toBe('none\n')
  })

  test('one that the compiler refuses declares nothing', async () => {
    await kernel.execute('const refused: number = "text"')
    expect((await kernel.execute('refused')).error?.evalue).toBe("cell 1:1 Cannot find name 'refused'.")
    expect((await kernel.execute('before + joined.name')).text).toBe('7C1\n')
  })
})
