import ts from '@tslab/typescript-for-tslab'
import { visit } from './source.js'

/** Functions of the vocabulary that always return a promise: a rule must know them before they are written. */
const known = ['openLab', 'show', 'live', 'progress', 'exercise']

/** Names that mean a promise when a notebook calls them: exported functions, and methods of exported interfaces and classes. */
export function promiseNames(sources: readonly ts.SourceFile[]): Set<string> {
  const names = new Set(known)
  for (const source of sources)
    visit(source, (node) => {
      if (!ts.isFunctionDeclaration(node) && !ts.isMethodSignature(node) && !ts.isMethodDeclaration(node))
        return
      const owner = ts.isFunctionDeclaration(node) ? node : node.parent
      const exported =
        ts.canHaveModifiers(owner) &&
        ts.getModifiers(owner)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
      if (exported && node.name !== undefined && node.type?.getText().startsWith('Promise<'))
        names.add(node.name.getText())
    })
  return names
}
