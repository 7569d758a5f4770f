'use strict'

/**
 * Lets a cell write `{ group }` with a variable of an earlier cell. tslab puts `exports.` before each such name, and
 * finds them by their symbols; but the symbol of a shorthand is that of the property, so stock leaves it as it is:
 * `group is not defined`. Here it is written out, `{ group: exports.group }`, before tslab looks.
 *
 * @param ts the compiler
 * @param host the host for which it makes programs
 */
function writeOutShorthand(ts, host) {
  const { createProgram } = host
  host.createProgram = (...values) => {
    const program = createProgram(...values)
    const { emit } = program
    program.emit = (file, write, token, declarationsOnly, transformers = {}) => {
      const before = [...(transformers.before ?? []), transformer(ts, program.getProgram().getTypeChecker())]
      return emit(file, write, token, declarationsOnly, { ...transformers, before })
    }
    return program
  }
  return host
}

const transformer = (ts, checker) => (context) => (file) => {
  const { factory } = context
  // tslab makes the declarations of earlier cells the parent of a cell's file.
  const isEarlier = (node) =>
    checker
      .getShorthandAssignmentValueSymbol(node)
      ?.declarations?.some((declaration) => declaration.getSourceFile() === file.parent)
  const visit = (node) => {
    if (!ts.isShorthandPropertyAssignment(node) || !isEarlier(node))
      return ts.visitEachChild(node, visit, context)
    const variable = factory.createPropertyAccessExpression(factory.createIdentifier('exports'), node.name)
    // `({ group = 'A' } = found)` assigns, with a default.
    const standIn = ts.visitNode(node.objectAssignmentInitializer, visit)
    const value = standIn === undefined ? variable : factory.createAssignment(variable, standIn)
    return factory.createPropertyAssignment(node.name, value)
  }
  return file.parent === undefined ? file : ts.visitEachChild(file, visit, context)
}

module.exports = { writeOutShorthand }
