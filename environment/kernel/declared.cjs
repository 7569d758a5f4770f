'use strict'

/**
 * Lets the cells after a failed or interrupted one use what that had declared and set: a member that was joined there
 * can be told to leave. Stock tslab forgets all its names. To read a name that had a value before, and to which the cell
 * did not come this time, throws a sentence: as undefined it would be taken for what the cell found out.
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
    const lost = new Set()
    let written = new Set() // a cell begins by setting all its names to undefined
    // What tslab hands to every cell.
    globalThis.__tslab__.exports = refusing(made.locals, lost, (name) => written.add(name))
    const { execute } = made
    made.execute = async (source) => {
      compiled = null
      written = new Set()
      const done = await execute(source)
      if (compiled !== null) kept = done ? null : withValues(ts, compiled, before, made.locals)
      if (!done) for (const name of written) if (made.locals[name] === undefined) lost.add(name)
      return done
    }
    return made
  }
}

/** The names of the cells, of which reading a lost one throws until a cell sets it. */
function refusing(locals, lost, onSet) {
  return new Proxy(locals, {
    get(target, name) {
      if (!lost.has(name)) return target[name]
      throw new Error(
        `${name} has no value: the cell that declares it was stopped, or failed, before it came to it. Run that cell again.`,
      )
    },
    set(target, name, value) {
      lost.delete(name)
      onSet(name)
      target[name] = value
      return true
    },
  })
}

/**
 * Declarations without the names to which the cell has not come: their type would promise a value. Those that an earlier
 * cell has declared stay, as they do on stock.
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
