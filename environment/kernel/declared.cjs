'use strict'

/**
 * Lets the cells after a failed or interrupted one use what that had declared and set: a member that was joined there
 * can be told to leave. Stock tslab forgets all its names.
 *
 * @param load a require function of tslab's own dist folder
 */
function keepDeclared(load) {
  const ts = load('@tslab/typescript-for-tslab')
  const executor = load('./executor')
  const { createExecutor } = executor
  executor.createExecutor = (rootDir, converters, output) => {
    const { convert, inspect, complete } = converters.node
    let kept = null // declarations, when the last cell did not come to its end; the executor has only those before it
    let compiled = null
    let before = ''
    converters.node.convert = (declarations, source) => {
      before = kept ?? declarations
      const converted = convert(before, source)
      if (converted.diagnostics.length === 0) compiled = converted.declOutput
      return converted
    }
    converters.node.inspect = (declarations, ...at) => inspect(kept ?? declarations, ...at)
    converters.node.complete = (declarations, ...at) => complete(kept ?? declarations, ...at)
    const made = createExecutor(rootDir, converters, output)
    const { execute } = made
    made.execute = async (source) => {
      compiled = null
      const done = await execute(source)
      if (compiled !== null) kept = done ? null : withValues(ts, compiled, before, made.locals)
      return done
    }
    return made
  }
}

/**
 * Declarations without the names to which the cell has not come: their type would promise a value. Those that an earlier
 * cell has declared stay, as they do on stock, and are undefined: a later cell may ask whether this one has come to them.
 *
 * @param declarations the text of a declaration file
 * @param before that of the cells before
 * @param values what the names stand for
 */
function withValues(ts, declarations, before, values) {
  const parse = (text) => ts.createSourceFile('cell.d.ts', text, ts.ScriptTarget.Latest, true).statements
  const namesOf = (statement) => statement.declarationList?.declarations ?? [statement]
  const known = new Set(parse(before).flatMap((each) => namesOf(each).map(({ name }) => name?.text)))
  const isSet = ({ name }) => values[name.text] !== undefined || known.has(name.text)
  const kept = parse(declarations).map((statement) => {
    if (ts.isVariableStatement(statement)) {
      const { declarations, flags } = statement.declarationList
      const set = declarations.filter(isSet).map((each) => each.getText())
      return set.length === 0
        ? ''
        : `declare ${flags & ts.NodeFlags.Const ? 'const' : 'let'} ${set.join(', ')};`
    }
    const isValue = ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement)
    return isValue && !isSet(statement) ? '' : statement.getText()
  })
  return kept.filter((text) => text !== '').join('\n')
}

module.exports = { keepDeclared, withValues }
