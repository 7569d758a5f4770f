'use strict'

/**
 * Lets a cell wait whose only top-level await is one of `await (…)` or `for await (…)`. Stock tslab learns of an await
 * from the compiler's complaint about it; about these two the compiler does not complain, and the cell is run as if it
 * had none: `await is not defined`, or `Unexpected reserved word`.
 *
 * @param load a require function of tslab's own dist folder
 */
function repairAwait(load) {
  const ts = load('@tslab/typescript-for-tslab')
  const converter = load('./converter')
  const { createConverter } = converter
  converter.createConverter = (options) => {
    const made = createConverter(options)
    const { convert } = made
    made.convert = (declarations, source) => {
      const converted = convert(declarations, source)
      return { ...converted, hasToplevelAwait: converted.hasToplevelAwait || awaitsAtTopLevel(ts, source) }
    }
    return made
  }
}

/** Whether a cell awaits outside of every function of its own. */
function awaitsAtTopLevel(ts, source) {
  if (!/\bawait\b/.test(source)) return false
  // What is exported makes it a module, where `await` is no name.
  const file = ts.createSourceFile('cell.ts', `export {}\n${source}`, ts.ScriptTarget.Latest)
  const awaits = (node) =>
    ts.isAwaitExpression(node) ||
    (ts.isForOfStatement(node) && node.awaitModifier !== undefined) ||
    (!ts.isFunctionLike(node) && Boolean(ts.forEachChild(node, (child) => awaits(child) || undefined)))
  return awaits(file)
}

module.exports = { awaitsAtTopLevel, repairAwait }
