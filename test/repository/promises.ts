import ts from '@tslab/typescript-for-tslab'
import { visit } from './source.js'

/** Functions of the vocabulary that always return a promise: the rule must know them before they are written. */
const known = ['openLab', 'show', 'live', 'progress', 'exercise']

/**
 * Says of a call in a notebook whether it returns a promise, from what src exports: `show(…)` by the functions' names,
 * `lab.join(…)` by the methods of Lab, `c1.receive(…)` by those of every other interface and class. The receiver
 * counts, because `names.join(', ')` and `charts.brokers(…)` return at once.
 */
export function promiseCalls(sources: readonly ts.SourceFile[]): (call: ts.CallExpression) => boolean {
  const functions = new Set(known)
  const [ofLab, ofOthers] = [new Set<string>(), new Set<string>()]
  for (const source of sources)
    visit(source, (node) => {
      if (!ts.isFunctionDeclaration(node) && !ts.isMethodSignature(node) && !ts.isMethodDeclaration(node))
        return
      const name = node.name?.getText()
      const owner = ts.isFunctionDeclaration(node) ? node : node.parent
      if (name === undefined || !isExported(owner) || !node.type?.getText().startsWith('Promise<')) return
      if (owner === node) functions.add(name)
      else if (ts.isInterfaceDeclaration(owner) && owner.name.text.startsWith('Lab')) ofLab.add(name)
      else ofOthers.add(name)
    })
  return ({ expression }) => {
    if (!ts.isPropertyAccessExpression(expression)) return functions.has(expression.getText())
    const receiver = expression.expression.getText()
    if (receiver === 'charts') return false
    return (receiver === 'lab' ? ofLab : ofOthers).has(expression.name.text)
  }
}

function isExported(node: ts.Node): boolean {
  if (!ts.canHaveModifiers(node)) return false
  return ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false
}
