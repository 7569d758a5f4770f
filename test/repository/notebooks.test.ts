import ts from '@tslab/typescript-for-tslab'
import { describe, expect, test } from 'vitest'
import { type Cell, calleeName, codeOf, linesOf, longFunctions, notebooks, unawaited } from './notebook.js'
import { promiseCalls } from './promises.js'
import { parse, place, sources, visit } from './source.js'

const all = notebooks()
const returnsPromise = promiseCalls(sources())

function calls(code: readonly ts.SourceFile[], name: string): string[] {
  const found: string[] = []
  for (const source of code)
    visit(source, (node) => {
      if (ts.isCallExpression(node) && calleeName(node) === name) found.push(source.fileName)
    })
  return found
}

const importing = (code: readonly ts.SourceFile[]) =>
  code.filter(({ statements }) => statements.some(ts.isImportDeclaration)).map(({ fileName }) => fileName)

const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0

const hasRun = ({ outputs, execution_count: count }: Cell) =>
  (outputs ?? []).length > 0 || (count ?? null) !== null

test('the lessons are there', () => {
  const files = all.map(({ file }) => file)
  const names = [
    ...['00-start-here', '01-keys-and-partitions', '02-two-groups'],
    ...['03-one-group', '04-rebalancing', '05-acknowledging'],
    ...['06-delivery-guarantees', '07-throughput', '08-chat-rooms'],
    ...['09-two-services', '10-replicas-and-failover', '11-queues'],
  ]
  const wanted = names.map((name) => `notebooks/${name}.ipynb`)
  expect(wanted.filter((file) => !files.includes(file))).toEqual([])
  expect(files.filter((file) => !/^notebooks\/\d\d-[a-z-]+\.ipynb$/.test(file))).toEqual([])
})

describe.each(all.map((notebook) => [notebook.file, notebook] as const))('%s', (_, notebook) => {
  const code = codeOf(notebook)

  test('is committed without outputs', () => {
    const run = notebook.cells.flatMap((cell, index) => (hasRun(cell) ? [`cell ${index}`] : []))
    expect(run).toEqual([])
  })

  test('runs on our kernel', () => {
    expect(notebook.metadata.kernelspec).toMatchObject({ name: 'tslab', display_name: 'TypeScript' })
  })

  test('has cells of at most 15 lines, the middle one of about four', () => {
    expect(code.filter((cell) => linesOf(cell) > 15).map(({ fileName }) => fileName)).toEqual([])
    expect(median(code.map(linesOf))).toBeGreaterThanOrEqual(2)
    expect(median(code.map(linesOf))).toBeLessThanOrEqual(6)
  })

  test('holds no function of more than ten lines', () => {
    expect(code.flatMap((cell) => longFunctions(cell, 10))).toEqual([])
  })

  test('awaits whatever returns a promise', () => {
    expect(unawaited(code, returnsPromise)).toEqual([])
  })

  test('proves something', () => {
    expect(calls(code, 'claim').length).toBeGreaterThan(0)
  })

  test('imports and opens the lab in one cell', () => {
    expect(importing(code)).toHaveLength(1)
    expect(calls(code, 'openLab')).toEqual(importing(code))
  })

  test('neither sleeps nor says any', () => {
    expect([...calls(code, 'setTimeout'), ...calls(code, 'sleep')]).toEqual([])
    const any = code.flatMap((cell) => {
      const found: string[] = []
      visit(cell, (node) => void (node.kind === ts.SyntaxKind.AnyKeyword && found.push(place(node))))
      return found
    })
    expect(any).toEqual([])
  })

  test('begins with its title', () => {
    expect(notebook.cells[0]?.cell_type).toBe('markdown')
    expect(notebook.cells[0]?.source).toMatch(/^# \S/)
  })
})

describe('the rules see what they forbid', () => {
  const cells = (...texts: string[]) => texts.map((text, index) => parse(`a.ipynb#${index}`, text))

  test('what returns a promise, by its name and its receiver', () => {
    const text = `export interface Lab { join(): Promise<number>; brokers(): Promise<number>; timeline(): number }
export interface Member { receive(): Promise<number>; name(): string }
interface Inner { close(): Promise<void> }
export async function reset(): Promise<void> {}`
    const returns = promiseCalls([parse('src/lab.ts', text)])
    const says = (line: string) => {
      const found: boolean[] = []
      visit(parse('a', line), (node) => void (ts.isCallExpression(node) && found.push(returns(node))))
      return found[0]
    }
    const lines = [
      'lab.join(a)',
      'lab.brokers()',
      'c1.receive()',
      'reset()',
      'show()',
      '(await f()).receive()',
    ]
    expect(lines.filter((line) => says(line) !== true)).toEqual([])
    const others = [
      'names.join(a)',
      'charts.brokers(x)',
      'lab.timeline()',
      'c1.name()',
      'lab.close()',
      'x.close()',
    ]
    expect(others.filter((line) => says(line) !== false)).toEqual([])
  })

  test('a call that nobody awaits', () => {
    const names = (call: ts.CallExpression) => ['show', 'receive', 'produce'].includes(calleeName(call))
    const bad = cells(
      'show(chart)',
      'const seen = a.receive()\nseen.length',
      'await all(async () => { a.receive(); return 1 })',
      'function f() { return a.receive() }',
      'for (const x of a.receive()) x',
      'const now = a.receive()\nawait show(now)',
    )
    expect(unawaited(bad, names)).toEqual([
      'a.ipynb#0:1 show',
      'a.ipynb#1:1 receive',
      'a.ipynb#2:1 receive',
      'a.ipynb#3:1 receive',
      'a.ipynb#4:1 receive',
      'a.ipynb#5:1 receive',
    ])
    const good = cells(
      'await show(chart)',
      'const n = (await a.receive()).length',
      'const [x, y] = await Promise.all([a.receive(), b.receive()])',
      'await Promise.all(ten.map((m) => lab.produce(m)))',
      'await Promise.all(ten.map((m) => { return lab.produce(m) }))',
      'const later = a.receive()',
      'const seen = await later',
      'const both = [a.receive(), b.receive()]\nawait Promise.all(both)',
      'const task = () => a.receive()\nawait task()',
    )
    expect(unawaited(good, names)).toEqual([])
  })

  test('a long function, an output, a long cell', () => {
    const long = parse('a', `const f = () => {\n${'g()\n'.repeat(9)}}`)
    expect(longFunctions(long, 10)).toEqual(['a:1'])
    expect(longFunctions(parse('a', `const f = () => {\n${'g()\n'.repeat(8)}}`), 10)).toEqual([])
    expect(linesOf(parse('a', 'a\n\n  \nb\n'))).toBe(2)
    const cell: Cell = { cell_type: 'code', source: '', outputs: [], execution_count: null }
    expect([
      hasRun(cell),
      hasRun({ ...cell, outputs: [{}] }),
      hasRun({ ...cell, execution_count: 3 }),
    ]).toEqual([false, true, true])
  })
})
