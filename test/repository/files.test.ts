import { readFileSync } from 'node:fs'
import ts from '@tslab/typescript-for-tslab'
import { expect, test } from 'vitest'
import { filesIn, parse, place, sources, visit } from './source.js'

const lines = (file: string) => readFileSync(file, 'utf8').split('\n').length - 1
const stem = (file: string) => file.replace(/^.*\//, '').replace(/\.[^.]*$/, '')
/** Whether something of a file is left at run time. */
const decides = (file: string) =>
  parse(file, readFileSync(file, 'utf8')).statements.some(
    (statement) =>
      !ts.isInterfaceDeclaration(statement) &&
      !ts.isTypeAliasDeclaration(statement) &&
      !isTypeImport(statement),
  )
const isTypeImport = (statement: ts.Statement) =>
  ts.isImportDeclaration(statement) && statement.importClause?.isTypeOnly === true
const src = filesIn('src', '.ts')
const testFiles = filesIn('test', '.test.ts')

test('a file of src has at most 200 lines, and most have at most 120', () => {
  expect(src.filter((file) => lines(file) > 200)).toEqual([])
  const long = src.filter((file) => lines(file) > 120)
  expect(long.length / src.length).toBeLessThan(0.2)
})

test('no file of src is a drawer', () => {
  const drawers = /^(utils?|helpers?|common|types?|errors?|misc|shared|constants)$/
  expect(filesIn('src').filter((file) => file.split('/').some((step) => drawers.test(stem(step))))).toEqual(
    [],
  )
})

test('every file of the model, the charts and the notebook part has a test file of its name', () => {
  const missing = src
    .filter((file) => /^src\/(model|charts|notebook)\//.test(file) && stem(file) !== 'index' && decides(file))
    .map((file) => file.replace(/^src/, 'test').replace(/\.ts$/, '.test.ts'))
    .filter((file) => !testFiles.includes(file))
  expect(missing).toEqual([])
})

test('nothing is left for later', () => {
  const marks = new RegExp(
    ['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].map((mark) => `\\b${mark}\\b`).join('|'),
  )
  const found = ['src', 'test', 'environment', 'notebooks'].flatMap((folder) =>
    filesIn(folder)
      .filter((file) => /\.(ts|mjs|cjs|py|ipynb)$/.test(file))
      .filter((file) => marks.test(readFileSync(file, 'utf8'))),
  )
  expect(found).toEqual([])
})

/** Tests that are switched off, or that switch all others off. */
function switched(source: ts.SourceFile): string[] {
  const found: string[] = []
  visit(source, (node) => {
    const off = /^(test|it|describe)\.(\w+\.)*(only|skip|todo|fails)$/
    if (ts.isPropertyAccessExpression(node) && off.test(node.getText())) found.push(place(node))
  })
  return found
}

test('no test is switched off, and none switches the others off', () => {
  const tests = sources('test')
  expect(tests.length).toBeGreaterThan(20)
  expect(tests.flatMap(switched)).toEqual([])
  const bad = "test.only('a', f)\nf.skip()\ntest.concurrent.skip('b', f)\nrun('test.skip(1)')"
  expect(switched(parse('a.test.ts', bad))).toEqual(['a.test.ts:1', 'a.test.ts:3'])
})
