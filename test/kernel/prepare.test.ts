import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeProject, type Project } from './project.js'
import { startKernel } from './session.js'

const cells = ["import { openLab } from './src/index'\nconst lab = openLab()", 'lab + 1', 'lab - 1']

let project: Project
const kept = (): string[] => readdirSync(path.join(project.root, '.lab', 'cells')).sort()
const prepare = (): string[] => {
  execFileSync(process.execPath, [path.join(project.root, 'environment', 'kernel', 'prepare.cjs')])
  return kept()
}

beforeAll(() => {
  const notebook = { cells: cells.map((source) => ({ cell_type: 'code', source: [source] })) }
  project = makeProject({
    'src/index.ts': `export { openLab } from './lab.js'\n`,
    'src/lab.ts': 'export function openLab(): number {\n  return 1\n}\n',
    'src/ahead.ts': 'export function startAhead(): void {}\n',
    'notebooks/README.md': 'No notebook.\n',
    'notebooks/01-first.ipynb': JSON.stringify(notebook),
  })
}, 60_000)
afterAll(() => project?.remove())

test('the cells of the notebooks are compiled before the first kernel, for which nothing is new', async () => {
  const prepared = prepare()
  expect(prepared.filter((name) => name.startsWith('cell-'))).toHaveLength(4) // theirs, and the one that a kernel runs by itself
  const [record = '', ...others] = readdirSync(path.join(project.root, '.lab', 'kernel'))
  expect(others).toEqual([])
  expect(readFileSync(path.join(project.root, '.lab', 'kernel', record), 'utf8')).toContain(
    'function openLab()',
  )
  expect(prepare()).toEqual(prepared)

  for (const LAB_AHEAD of ['0', '1']) {
    const kernel = await startKernel({ root: project.root, env: { LAB_AHEAD } })
    try {
      const printed: string[] = []
      for (const cell of cells) printed.push((await kernel.execute(cell)).text)
      expect(printed).toEqual(['', '2\n', '0\n'])
    } finally {
      await kernel.stop()
    }
  }
  expect(kept()).toEqual(prepared)
})
