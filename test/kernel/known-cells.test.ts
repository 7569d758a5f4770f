import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { makeProject, type Project } from './project.js'
import { type Kernel, startKernel } from './session.js'

const code = `import { a } from './src/a'\nconsole.log('compiled', a())`

const files = {
  'src/a.ts': `import { b } from './b.js'\nimport { c } from './c.js'\nconsole.log('evaluated')\nexport const a = (): number => b.value.length + c\n`,
  'src/b.ts': `import type { Typed } from 'typed'\nexport const b: { value: Typed } = { value: 'four' }\n`,
  'src/c.js': 'export const c = 0\n',
  'src/node_modules/typed/package.json': '{ "types": "index.d.ts" }',
  'src/node_modules/typed/index.d.ts': 'export type Typed = string\n',
}

let project: Project
const folder = (): string => path.join(project.root, '.lab', 'cells')
const kept = (): string[] => {
  try {
    return readdirSync(folder())
  } catch {
    return []
  }
}
const cells = (): string[] => kept().filter((name) => name.startsWith('cell-'))

/** What the kernel has converted so far says from now on that it was known. */
function mark(): void {
  for (const name of cells()) {
    const file = path.join(folder(), name)
    writeFileSync(file, readFileSync(file, 'utf8').replace("'compiled'", "'known'"))
  }
}

/** Runs `work` in a kernel of its own. */
async function inKernel<T>(work: (kernel: Kernel) => Promise<T>): Promise<T> {
  const kernel = await startKernel({ root: project.root })
  try {
    return await work(kernel)
  } finally {
    await kernel.stop()
  }
}

/** What a new kernel prints for the cell. */
const printed = (): Promise<string> => inKernel(async (kernel) => (await kernel.execute(code)).text)

beforeEach(async () => {
  project = makeProject(files)
  await inKernel(async (kernel) => {
    expect((await kernel.execute(code)).text).toBe('evaluated\ncompiled 4\n')
    await vi.waitFor(() => expect(cells()).toHaveLength(1))
  })
  mark()
  return () => project.remove()
})

test('the next kernel runs what a cell was converted to, and a module once', async () => {
  await inKernel(async (kernel) => {
    expect((await kernel.execute(code)).text).toBe('evaluated\nknown 4\n')
    // These are compiled, and need the same modules.
    expect((await kernel.execute('console.log(a() + 1)')).text).toBe('5\n')
    expect((await kernel.execute(`${code}\n`)).text).toBe('compiled 4\n')
    expect((await kernel.execute(code)).text).toBe('compiled 4\n') // after other cells it is another cell
    expect(await kernel.inspect('a', 1)).toContain('const a: () => number')
  })
})

test.each([
  ['a file that is imported', 'src/a.ts', files['src/a.ts'].replace('value', 'value.value')],
  ['one that is imported indirectly', 'src/b.ts', files['src/b.ts'].replace('Typed }', 'number }')],
  ['the types of a package', 'src/node_modules/typed/index.d.ts', 'export type Typed = number\n'],
])('%s that has an error by now is an error', async (_, file, text) => {
  project.write(file, text)
  await inKernel(async (kernel) => {
    expect((await kernel.execute(code)).error?.evalue).toMatch(/^src\/[ab]\.ts \d+:\d+ /)
  })
  project.write(file, (files as Record<string, string>)[file] as string)
  expect(await printed()).toBe('evaluated\nknown 4\n')
})

test('what is known holds until a file is edited in the same kernel, and again when the edit is undone', async () => {
  await inKernel(async (kernel) => {
    expect((await kernel.execute(code)).text).toBe('evaluated\nknown 4\n')
    project.write('src/b.ts', files['src/b.ts'].replace('four', 'seven'))
    const untilText = (text: string): Promise<void> =>
      vi.waitFor(async () => expect((await kernel.execute(code)).text).toContain(text), 10_000)
    await untilText('compiled 5\n')
    project.write('src/b.ts', files['src/b.ts'])
    await untilText('compiled 4\n')
  })
})

test('a file that takes the place of another, and one that is gone, are compiled', async () => {
  project.write('src/c.ts', 'export const c = 1\n')
  expect(await printed()).toBe('evaluated\ncompiled 5\n')
  rmSync(path.join(project.root, 'src', 'c.ts'))
  expect(await printed()).toMatch(/ 4\n$/) // known, or compiled: of what came of a cell one is kept
  rmSync(path.join(project.root, 'src', 'b.ts'))
  await inKernel(async (kernel) => {
    expect((await kernel.execute(code)).error?.evalue).toContain("Cannot find module './b.js'")
  })
})

test('what depends on an edited file otherwise than by its code is right in every later kernel', async () => {
  const cell = `import { max } from './src/max'\nconsole.log(max())`
  const printedBy = (kernel: Kernel): Promise<string> => kernel.execute(cell).then(({ text }) => text)
  const limit = (max: number): void =>
    project.write('src/limit.ts', `export const enum Limit { max = ${max} }\n`)
  limit(1)
  project.write('src/max.ts', `import { Limit } from './limit.js'\nexport const max = () => Limit.max\n`)
  await inKernel(async (kernel) => {
    expect(await printedBy(kernel)).toBe('1\n')
    limit(2)
    await vi.waitFor(async () => {
      // Run on until the compiler has noticed: it does not emit max.ts again, as stock does not.
      await printedBy(kernel)
      expect((await kernel.execute(`import { Limit } from './src/limit'\nLimit.max`)).text).toBe('2\n')
    }, 10_000)
    await printedBy(kernel)
  })
  for (let n = 0; n < 2; n++)
    await inKernel(async (kernel) => {
      for (let again = 0; again < 3; again++) expect(await printedBy(kernel)).toBe('2\n')
    })
})

test('a cell whose import was not found is compiled when there is something to find', async () => {
  const cell = `import './src/later'\nconsole.log('cell')`
  const kept = cells().length
  await inKernel(async (kernel) => {
    expect((await kernel.execute(cell)).error?.evalue).toContain("Cannot find module './src/later'")
    await kernel.execute('1') // converted after the other was recorded, had it been
    expect(cells()).toHaveLength(kept)
  })
  project.write('src/later.ts', `console.log('later')\nexport {}\n`)
  await inKernel(async (kernel) => expect((await kernel.execute(cell)).text).toBe('later\ncell\n'))
})

test('nothing is kept of a cell with an error, nor of one that may import what a cell is', async () => {
  await inKernel(async (kernel) => {
    expect((await kernel.execute('const wrong: string = 1')).error).not.toBeNull()
    await kernel.execute('/** @module mine */\nexport const mine = 1')
    expect((await kernel.execute(`import { mine } from './mine'\nmine`)).text).toBe('1\n')
    expect((await kernel.execute(code)).text).toBe('evaluated\ncompiled 4\n')
  })
  expect(cells()).toHaveLength(1)
})

test.each([
  ['cell', '{}'],
  ['cell', '{"program":'],
  ['program', '[]'],
  ['program', '{"surroundings":[],"modules":[{"path":"a"}]}'],
])('a %s with %s in its file is not known', async (kind, content) => {
  for (const name of kept()) if (name.startsWith(kind)) writeFileSync(path.join(folder(), name), content)
  expect(await printed()).toBe('evaluated\ncompiled 4\n')
})

test('where nothing can be written, cells are compiled', async () => {
  rmSync(folder(), { recursive: true })
  project.write('.lab/cells', 'a file')
  expect(await printed()).toBe('evaluated\ncompiled 4\n')
})
