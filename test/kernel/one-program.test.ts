import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeProject, type Project } from './project.js'

const cells = [
  "import { double } from './src/double'\nconst two = double(1)",
  'const again = two',
  'const again = two',
  'const again = two',
  "console.log('no names')",
  'const four = await (Promise.resolve(double(two)))\nlet five = four + 1\nfive',
  'function half(n: number) { return n / 2 }\nclass Pair { constructor(readonly a: number) {} }\nenum Side { Left }',
  'const { two: again, ...others } = { two, four, five }\nothers',
  'const wrong: string = half(two)',
  'const open = (',
  'const text = `not closed',
  'const two = "another type"\n// a comment at the end',
  'export const mine = 1\nexport { two }',
  'interface Only { types: true }\ntype Of = Only["types"]',
  '',
  'two + half(four)',
  'two + half(four)',
]

let project: Project
beforeAll(() => {
  project = makeProject({ 'src/double.ts': 'export const double = (n: number): number => 2 * n\n' })
})
afterAll(() => project.remove())

function convert(way: 'stock' | 'one'): { converted: unknown[]; programs: number } {
  const script = fileURLToPath(new URL('both-ways.cjs', import.meta.url))
  const { stdout, stderr } = spawnSync('node', [script, way, JSON.stringify(cells)], {
    cwd: project.root,
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}

test('one program for a cell comes to what two come to, in any cell', () => {
  const [stock, one] = [convert('stock'), convert('one')]
  for (const [at, cell] of cells.entries()) expect(one.converted[at], cell).toEqual(stock.converted[at])
  // A cell that declares nothing needs one program on stock too.
  expect([stock.programs, one.programs]).toEqual([29, 17])
})
