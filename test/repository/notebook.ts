import ts from '@tslab/typescript-for-tslab'
import { indexed, indexedFiles, parse, place, visit } from './source.js'

/** A cell as the file has it, with its text in one piece. */
export interface Cell {
  readonly cell_type: 'code' | 'markdown' | 'raw'
  readonly source: string
  readonly outputs?: readonly unknown[]
  readonly execution_count?: number | null
}

/** A notebook as git would commit it. */
export interface Notebook {
  readonly file: string
  readonly metadata: { readonly kernelspec?: Readonly<Record<string, string>> }
  readonly cells: readonly Cell[]
}

/** All notebooks of git's index. */
export function notebooks(): Notebook[] {
  return indexedFiles('notebooks/*.ipynb').map((file) => readNotebook(file, indexed(file)))
}

/** A notebook from its file's text. */
export function readNotebook(file: string, text: string): Notebook {
  const { metadata, cells } = JSON.parse(text) as {
    metadata: Notebook['metadata']
    cells: (Omit<Cell, 'source'> & { source: string | string[] })[]
  }
  return { file, metadata, cells: cells.map((cell) => ({ ...cell, source: [cell.source].flat().join('') })) }
}

/** The code cells as sources, named `notebooks/02-two-groups.ipynb#3`: the cell's place among all cells, from 0. */
export function codeOf({ file, cells }: Notebook): ts.SourceFile[] {
  return cells.flatMap(({ cell_type, source }, index) =>
    cell_type === 'code' ? [parse(`${file}#${index}`, source)] : [],
  )
}

/** Lines that hold something. */
export function linesOf({ text }: ts.SourceFile): number {
  return text.split('\n').filter((line) => line.trim() !== '').length
}

/** Functions of more than `most` lines. */
export function longFunctions(source: ts.SourceFile, most: number): string[] {
  const found: string[] = []
  visit(source, (node) => {
    if (!ts.isFunctionLike(node)) return
    if (node.getText().split('\n').length > most) found.push(place(node))
  })
  return found
}

/** What is called by name: `show` of `show(…)`, `join` of `lab.join(…)`. */
export function calleeName({ expression }: ts.CallExpression): string {
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText()
}

/**
 * Calls that return a promise which nobody awaits. Awaited is a call inside an awaited expression (`Promise.all` too),
 * one that a function returns into such an expression, and one whose variable is awaited later in the notebook.
 */
export function unawaited(
  code: readonly ts.SourceFile[],
  returnsPromise: (call: ts.CallExpression) => boolean,
): string[] {
  const awaitedNames = namesAwaited(code)
  const found: string[] = []
  for (const source of code)
    visit(source, (node) => {
      if (!ts.isCallExpression(node) || !returnsPromise(node)) return
      if (!isAwaited(node, awaitedNames)) found.push(`${place(node)} ${calleeName(node)}`)
    })
  return found
}

/** Variables and functions that are awaited by name: `await later`, `await Promise.all([later])`, `await task()`. */
function namesAwaited(code: readonly ts.SourceFile[]): Set<string> {
  const names = new Set<string>()
  for (const source of code)
    visit(source, (node) => {
      if (!ts.isAwaitExpression(node)) return
      const { expression: awaited } = node
      if (ts.isIdentifier(awaited)) names.add(awaited.text)
      else if (!ts.isCallExpression(awaited)) return
      else if (/^Promise\.\w+$/.test(awaited.expression.getText()))
        visit(awaited, (inner) => void (ts.isIdentifier(inner) && names.add(inner.text)))
      else names.add(awaited.expression.getText())
    })
  return names
}

function isAwaited(call: ts.Node, awaitedNames: ReadonlySet<string>): boolean {
  let node = call
  for (;;) {
    const { parent } = node
    if (ts.isAwaitExpression(parent)) return true
    if (ts.isVariableDeclaration(parent)) return awaitedNames.has(parent.name.getText())
    if (ts.isForOfStatement(parent)) return parent.awaitModifier !== undefined
    if (ts.isFunctionDeclaration(node)) return awaitedNames.has(node.name?.text ?? '')
    const returning = ts.isReturnStatement(parent) ? ts.findAncestor(parent, ts.isFunctionLike) : undefined
    if (returning === undefined && (ts.isStatement(parent) || ts.isSourceFile(parent))) return false
    node = returning ?? parent
  }
}
