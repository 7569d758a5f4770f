import { existsSync, readFileSync } from 'node:fs'
import ts from '@tslab/typescript-for-tslab'
import { describe, expect, test } from 'vitest'
import { codeOf, notebooks } from './notebook.js'
import { parse, place, visit } from './source.js'

const read = (file: string) => parse(file, existsSync(file) ? readFileSync(file, 'utf8') : '')

/** Statements that are more than a table of contents: logic, work at import, `export *`. */
function moreThanNames(source: ts.SourceFile): string[] {
  return source.statements
    .filter((statement) => {
      if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier === undefined) return true
      return statement.exportClause === undefined
    })
    .map(place)
}

/** What a table of contents offers. `types`: names that are gone at run time. */
function offered(source: ts.SourceFile): { names: string[]; types: string[] } {
  const [names, types]: [string[], string[]] = [[], []]
  for (const statement of source.statements) {
    if (!ts.isExportDeclaration(statement) || statement.exportClause === undefined) continue
    const clause = statement.exportClause
    if (ts.isNamespaceExport(clause)) names.push(clause.name.text)
    else
      for (const { isTypeOnly, name } of clause.elements)
        (isTypeOnly || statement.isTypeOnly ? types : names).push(name.text)
  }
  return { names, types }
}

/** Every name and every `charts.name` that code mentions. */
function mentioned(code: readonly ts.SourceFile[]): Set<string> {
  const found = new Set<string>()
  for (const source of code)
    visit(source, (node) => {
      const parts = ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)
      if (parts && !ts.findAncestor(node, ts.isImportDeclaration)) found.add(node.getText())
    })
  return found
}

const index = read('src/index.ts')
const charts = read('src/charts/index.ts')
const used = mentioned(notebooks().flatMap(codeOf))

test('src/index.ts is the table of contents and fits one screen', () => {
  expect(moreThanNames(index)).toEqual([])
  expect(offered(index).names).toEqual(expect.arrayContaining(['openLab', 'show', 'claim', 'charts']))
  expect(index.text.split('\n').length).toBeLessThan(60)
})

test('every name of the vocabulary is used by a notebook', () => {
  const { names, types } = offered(index)
  expect([...names, ...types].filter((name) => !used.has(name))).toEqual([])
})

test('every chart is used by a notebook', () => {
  expect(moreThanNames(charts)).toEqual([])
  expect(offered(charts).names.filter((name) => !used.has(`charts.${name}`))).toEqual([])
})

describe('the rules see what they forbid', () => {
  test('logic and export * in a table of contents', () => {
    const text =
      "export * from './lab.js'\nexport const a = 1\nstart()\nexport * as charts from './c.js'\nexport { b } from './b.js'"
    expect(moreThanNames(parse('src/index.ts', text))).toEqual([
      'src/index.ts:1',
      'src/index.ts:2',
      'src/index.ts:3',
    ])
  })

  test('names, types and what notebooks mention', () => {
    const text =
      "export * as charts from './c.js'\nexport { b, type C } from './b.js'\nexport type { D } from './d.js'"
    expect(offered(parse('src/index.ts', text))).toEqual({ names: ['charts', 'b'], types: ['C', 'D'] })
    const names = mentioned([parse('a', "import { unused } from 'x'\nawait show(charts.offsets(now))")])
    expect(['show', 'charts.offsets', 'unused'].map((name) => names.has(name))).toEqual([true, true, false])
  })
})
