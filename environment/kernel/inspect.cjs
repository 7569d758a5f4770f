'use strict'

/**
 * Lets Shift-Tab between the brackets of a call say what is called: `lab.join('A', ▮)`. Stock tslab finds something only
 * where the cursor is at a name.
 *
 * @param load a require function of tslab's own dist folder
 */
function repairInspect(load) {
  const ts = load('@tslab/typescript-for-tslab')
  const converter = load('./converter')
  const { createConverter } = converter
  converter.createConverter = (options) => {
    const made = createConverter(options)
    const { inspect } = made
    made.inspect = (declarations, source, position) => {
      const found = inspect(declarations, source, position)
      if (found) return found
      const called = calledAround(ts, source, position)
      return called === null ? found : inspect(declarations, source, called)
    }
    return made
  }
}

/** Where the name of the innermost call stands whose brackets, closed or not yet, are around a position; null: nowhere. */
function calledAround(ts, source, position) {
  const file = ts.createSourceFile('cell.ts', source, ts.ScriptTarget.Latest, true)
  let called = null
  const isOpenAt = (node) => source.slice(node.end, position).trim() === ''
  const look = (node) => {
    if (node.pos > position || !(position < node.end || isOpenAt(node))) return
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const { expression } = node
      const isClosed = node.getChildren(file).at(-1).kind === ts.SyntaxKind.CloseParenToken
      if (expression.end < position && (position < node.end || !isClosed))
        called = (expression.name ?? expression).getStart(file)
    }
    ts.forEachChild(node, look)
  }
  look(file)
  return called
}

module.exports = { calledAround, repairInspect }
