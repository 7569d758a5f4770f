'use strict'
const { ownFilesOf } = require('./program-key.cjs')
const { describeSurroundings } = require('./surroundings.cjs')

/**
 * Keeps what cells are converted to. It is written once the present turn has ended: who asked has the answer by then.
 *
 * None is kept any more after a cell with `@module`, which may be imported, and after an edit of a file: tslab emits that again, but
 * not what imports it, though that may have to be emitted differently.
 *
 * @param converter tslab's module, with all that repairs what a cell is converted to
 * @param cells the known cells, to which they are added
 * @param programOf () => the program in which the last cell was compiled
 */
function recordCells(converter, cells, programOf) {
  const { createConverter } = converter
  converter.createConverter = (options) => {
    const made = createConverter(options)
    const { convert, addModule } = made
    const emitted = new Map() // path -> CommonJS text
    const versions = new Map() // file -> hash of its text
    let isOver = false
    made.convert = (declarations, source) => {
      const { sideOutputs, ...converted } = convert(declarations, source)
      for (const { path, data } of sideOutputs ?? []) emitted.set(path, data)
      const program = programOf()
      const files = ownFilesOf(program.getSourceFiles())
      isOver ||= files.some(({ fileName, version }) => (versions.get(fileName) ?? version) !== version)
      for (const { fileName, version } of files) versions.set(fileName, version)
      if (!isOver && converted.diagnostics.length === 0)
        setImmediate(record, declarations, source, converted, program)
      return { ...converted, sideOutputs }
    }
    made.addModule = (...values) => {
      isOver = true
      return addModule(...values)
    }
    return made

    function record(declarations, source, converted, program) {
      const surroundings = describeSurroundings(program)
      if (surroundings === null) return
      const imported = new Set(program.getSourceFiles().map(({ fileName }) => moduleOf(fileName)))
      const modules = [...emitted]
        .filter(([path]) => imported.has(moduleOf(path)))
        .map(([path, data]) => ({ path, data }))
      cells.add(declarations, source, { converted, surroundings, modules })
    }
  }
}

/** What a source and what it is emitted as have in common. */
const moduleOf = (file) => file.replace(/\.[jt]sx?$/, '')

module.exports = { recordCells }
