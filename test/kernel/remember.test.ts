import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { makeProject, type Project } from './project.js'
import { type Kernel, startKernel } from './session.js'

const code = `import { a } from './src/a'\na()`

const files = {
  'src/a.ts': `import { b } from './b.js'\nexport const a = (): number => b.value.length\n`,
  'src/b.ts': `import type { C } from './c.js'\nexport const b: C = { value: 'four' }\n`,
  'src/c.ts': `import type { Typed } from 'typed'\nexport interface C { value: Typed }\n`,
  'src/node_modules/typed/package.json': '{ "types": "index.d.ts" }',
  'src/node_modules/typed/index.d.ts': 'export type Typed = string\n',
}
const error = `${path.join('src', 'a.ts')} 2:40 Property 'length' does not exist on type 'number'.`

let project: Project
const folder = (): string => path.join(project.root, '.lab', 'kernel')
const records = (): string[] => {
  try {
    return readdirSync(folder())
  } catch {
    return []
  }
}

beforeAll(() => {
  project = makeProject(files)
})
afterAll(() => project?.remove())

/** Runs `work` in a kernel of its own, to which no cell is known. */
async function inKernel<T>(work: (kernel: Kernel) => Promise<T>): Promise<T> {
  rmSync(path.join(project.root, '.lab', 'cells'), { recursive: true, force: true })
  const kernel = await startKernel({ root: project.root })
  try {
    return await work(kernel)
  } finally {
    await kernel.stop()
  }
}

/** The cell's text once it is no longer what an edit has overtaken. */
const untilText = (kernel: Kernel, text: string): Promise<void> =>
  vi.waitFor(async () => expect(await kernel.execute(code)).toMatchObject({ error: null, text }), 10_000)

const untilError = (kernel: Kernel): Promise<void> =>
  vi.waitFor(async () => expect((await kernel.execute(code)).error?.evalue).toBe(error), 10_000)

describe('the next kernel', () => {
  let record: string

  beforeAll(async () => {
    // Two at once write the same record.
    const compile = async (kernel: Kernel): Promise<void> => {
      await untilText(kernel, '4\n')
      await vi.waitFor(() => expect(records()).toHaveLength(1))
    }
    await Promise.all([inKernel(compile), inKernel(compile)])
    record = path.join(folder(), records()[0] as string)
  })

  test('runs what was compiled, until a file that is imported indirectly makes an error, and again after', async () => {
    const { clean, outputs } = JSON.parse(readFileSync(record, 'utf8'))
    const ours = (name: string): string => path.posix.join(project.root, 'src', name)
    expect(clean.sort()).toEqual(['a.ts', 'b.ts', 'c.ts'].map(ours))
    expect(Object.keys(outputs).sort()).toEqual(clean)
    const remembered = readFileSync(record, 'utf8').replace('b_js_1.b.value.length', '`remembered`')
    writeFileSync(record, remembered)

    await inKernel(async (kernel) => {
      await untilText(kernel, 'remembered\n')
      project.write('src/c.ts', 'export interface C { value: number }\n')
      project.write('src/b.ts', `import type { C } from './c.js'\nexport const b: C = { value: 4 }\n`)
      await untilError(kernel)
      expect((await kernel.execute('1 + 1')).text).toBe('2\n')

      project.write('src/c.ts', files['src/c.ts'])
      project.write('src/b.ts', files['src/b.ts'])
      await untilText(kernel, 'remembered\n')
    })
  })

  test('compiles an edit of src or of a package, and checks at every start what was wrong before', async () => {
    const before = records()
    const cleanIn = (name: string): string[] =>
      JSON.parse(readFileSync(path.join(folder(), name), 'utf8')).clean
    await inKernel(async (kernel) => {
      project.write('src/b.ts', files['src/b.ts'].replace('four', 'seven'))
      await untilText(kernel, '5\n')
      project.write('src/b.ts', files['src/b.ts'])
      project.write('src/node_modules/typed/index.d.ts', 'export type Typed = number\n')
      await untilError(kernel)
      const added = (): string[] => records().filter((name) => !before.includes(name))
      await vi.waitFor(() =>
        expect(added().map(cleanIn)).toContainEqual([path.posix.join(project.root, 'src', 'c.ts')]),
      )
    })

    writeFileSync(record, readFileSync(record, 'utf8').slice(0, -40))
    await inKernel(async (kernel) => {
      await untilError(kernel)
      project.write('src/node_modules/typed/index.d.ts', files['src/node_modules/typed/index.d.ts'])
      await untilText(kernel, '4\n') // not 'remembered': its record is damaged by now
    })
  })
})
