'use strict'
const { ownFilesOf } = require('./program-key.cjs')
const { describeSurroundings } = require('./surroundings.cjs')

/**
 * Keeps what cells are converted to. It is written once the present turn has ended: who asked has the answer by then. After a
 * cell with `@module` none is kept any more, since it may import that.
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
    const emitted = new Map() // path -> { data, version }: CommonJS text, and the version of the source
    let hasModules = false
    made.convert = (declarations, source) => {
      const { sideOutputs, ...converted } = convert(declarations, source)
      const files = ownFilesOf(programOf().getSourceFiles())
      const versions = versionsOf(files)
      for (const { path, data } of sideOutputs ?? [])
        emitted.set(path, { data, version: versions.get(moduleOf(path)) })
      const isKept = converted.diagnostics.length === 0 && !hasModules
      if (isKept) setImmediate(record, { declarations, source, converted, files, versions })
      return { ...converted, sideOutputs }
    }
    made.addModule = (...values) => {
      hasModules = true
      return addModule(...values)
    }
    return made

    function record({ declarations, source, converted, files, versions }) {
      const surroundings = describeSurroundings(files)
      if (surroundings === null) return
      // A file that has been edited since, and that this cell does not run, is not emitted yet.
      const modules = [...emitted]
        .filter(([path, { version }]) => version === versions.get(moduleOf(path)))
        .map(([path, { data }]) => ({ path, data }))
      cells.add(declarations, source, { converted, surroundings, modules })
    }
  }
}

/** What a source and what it is emitted as have in common. */
const moduleOf = (file) => file.replace(/\.[jt]sx?$/, '')

const versionsOf = (files) => new Map(files.map(({ fileName, version }) => [moduleOf(fileName), version]))

module.exports = { recordCells }
