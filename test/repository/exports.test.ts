import ts from '@tslab/typescript-for-tslab'
import { describe, expect, test } from 'vitest'
import { importsOf, parse, place, sources, target, visit } from './source.js'

type Exported = ts.Declaration & { readonly name?: ts.Node | undefined }

/** Declarations that a file exports itself; re-exports are not among them. */
function exportsOf(source: ts.SourceFile): Exported[] {
  return source.statements.flatMap((statement): Exported[] => {
    const exported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    if (exported !== true) return []
    return ts.isVariableStatement(statement)
      ? [...statement.declarationList.declarations]
      : [statement as ts.Node as Exported]
  })
}

/** Whether a docstring stands before the statement; a remark for the linter may stand between the two. */
function isDocumented(node: ts.Node): boolean {
  const statement = ts.findAncestor(node, ts.isStatement) ?? node
  const { text } = statement.getSourceFile()
  const comments = ts.getLeadingCommentRanges(text, statement.getFullStart()) ?? []
  const block = comments.findLast(({ kind }) => kind === ts.SyntaxKind.MultiLineCommentTrivia)
  return block !== undefined && text.startsWith('/**', block.pos)
}

const nameOf = ({ name }: Exported) => name?.getText() ?? 'default'
const isFunction = (node: ts.Node | undefined): node is ts.FunctionExpression | ts.ArrowFunction =>
  node !== undefined && (ts.isArrowFunction(node) || ts.isFunctionExpression(node))

function withoutDocstring(source: ts.SourceFile): string[] {
  return exportsOf(source)
    .filter((node) => !isDocumented(node))
    .map((node) => `${place(node)} ${nameOf(node)}`)
}

function withoutReturnType(source: ts.SourceFile): string[] {
  const callable = exportsOf(source).flatMap((node): ts.SignatureDeclaration[] => {
    if (ts.isFunctionDeclaration(node)) return [node]
    if (ts.isVariableDeclaration(node)) return isFunction(node.initializer) ? [node.initializer] : []
    if (!ts.isClassDeclaration(node)) return []
    return node.members.filter(
      (member): member is ts.MethodDeclaration | ts.GetAccessorDeclaration =>
        (ts.isMethodDeclaration(member) || ts.isGetAccessor(member)) &&
        !ts.getModifiers(member)?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword),
    )
  })
  return callable.filter(({ type }) => type === undefined).map((node) => place(node))
}

/** Values of the edges, the charts and the notebook part that no file of src uses, neither their own nor another. */
function unused(all: readonly ts.SourceFile[]): string[] {
  const taken = new Set(
    all.flatMap((source) =>
      importsOf(source).flatMap(({ module, names }) =>
        names.map((name) => `${target(source, module)} ${name}`),
      ),
    ),
  )
  return all.flatMap((source) => {
    if (!/^src\/(kafka|cluster|charts|notebook)\//.test(source.fileName)) return []
    if (taken.has(`${source.fileName} *`)) return []
    return exportsOf(source)
      .filter((node) => !ts.isInterfaceDeclaration(node) && !ts.isTypeAliasDeclaration(node))
      .filter((node) => mentions(source, nameOf(node)) === 1)
      .map((node) => `${source.fileName} ${nameOf(node)}`)
      .filter((name) => !taken.has(name))
  })
}

function mentions(source: ts.SourceFile, name: string): number {
  let count = 0
  visit(source, (node) => {
    if (ts.isIdentifier(node) && node.text === name) count++
  })
  return count
}

const all = sources()

test('every export of src says what it is', () => {
  expect(all.flatMap(withoutDocstring)).toEqual([])
})

test('every exported function and method names its return type', () => {
  expect(all.flatMap(withoutReturnType)).toEqual([])
})

test('every exported value of the edges, the charts and the notebook part is used', () => {
  expect(unused(all)).toEqual([])
})

describe('the rules see what they forbid', () => {
  const bad = parse(
    'src/bad.ts',
    `export const a = 1
// no docstring
export interface B {}
/** Good. */
// a remark for the linter
export function c(): void {}
export type { X } from './x.js'`,
  )

  test('a missing docstring', () => {
    expect(withoutDocstring(bad)).toEqual(['src/bad.ts:1 a', 'src/bad.ts:3 B'])
  })

  test('a missing return type', () => {
    const text = `export function a() {}
export const b = () => 1
export const c = (): number => 1
export class D { e() {} private f() {} constructor() {} get g() { return 1 } h(): void {} }
function i() {}`
    const lines = withoutReturnType(parse('src/bad.ts', text))
    expect(lines).toEqual(['src/bad.ts:1', 'src/bad.ts:2', 'src/bad.ts:4', 'src/bad.ts:4'])
  })

  test('an export that nobody takes', () => {
    const text = 'export function own() {}\nexport const a = own()\nexport const b = 1\nexport interface C {}'
    const file = parse('src/kafka/a.ts', text)
    expect(unused([file])).toEqual(['src/kafka/a.ts a', 'src/kafka/a.ts b'])
    const user = (line: string) => parse('src/lab.ts', line)
    expect(unused([file, user("import { a as x } from './kafka/a.js'")])).toEqual(['src/kafka/a.ts b'])
    expect(unused([file, user("export * as kafka from './kafka/a.js'")])).toEqual([])
  })
})
