'use strict'
const { keyOf, ownFilesOf } = require('./program-key.cjs')
const { openRecords } = require('./records.cjs')

/**
 * Keeps what the compiler found out about src for the next kernel, so that the first import need not compile it again.
 *
 * A record holds for exactly one program: for the same compiler, options, resolved imports and text of every file, those
 * in node_modules included, cells excluded. It names the files that were without diagnostics, and has the CommonJS text of
 * those that were emitted. Whatever a record does not say is compiled as ever, so an edit or another package costs
 * what it cost before and is never overlooked.
 *
 * @param load a require function of tslab's own dist folder, after repairCompiler and before tslab loads its converter
 * @param folder where the records are; made when it is missing, and no record is kept where it cannot be written
 * @returns { latestProgram } latestProgram() is the program whose files were checked last
 */
function rememberCompiled(load, folder) {
  const file = load.resolve('@tslab/typescript-for-tslab')
  const ts = load(file)
  const records = openRecords(folder)
  const known = new WeakMap() // program -> record
  let latest = { key: null, record: null }
  let handedOver = null // CommonJS text on its way through tslab, which would translate it once more
  let translated = null // what tslab got last for a text that it translated
  let checked = null // the program whose files were checked last

  function recordOf(program) {
    if (known.has(program)) return known.get(program)
    const key = keyOf(ts, program)
    if (key !== latest.key) latest = { key, record: key && records.read(key) }
    known.set(program, latest.record)
    return latest.record
  }

  require.cache[file].exports = {
    ...ts,
    createWatchCompilerHost(...values) {
      const host = ts.createWatchCompilerHost(...values)
      const { createProgram } = host
      host.createProgram = (...parts) => rememberEmitted(createProgram(...parts))
      return host
    },
    getPreEmitDiagnosticsOfFiles(program, files, ...rest) {
      checked = program
      const own = ownFilesOf(files)
      const record = own.length > 0 && recordOf(program)
      if (!record) return ts.getPreEmitDiagnosticsOfFiles(program, files, ...rest)
      const unknown = files.filter((one) => !record.isClean(one.fileName))
      const diagnostics = ts.getPreEmitDiagnosticsOfFiles(program, unknown, ...rest)
      const faulty = new Set(diagnostics.map((diagnostic) => diagnostic.file))
      for (const one of own) if (!faulty.has(one)) record.addClean(one.fileName)
      return diagnostics
    },
    transpileModule(text, ...rest) {
      if (text === handedOver) return { outputText: text }
      const output = ts.transpileModule(text, ...rest)
      translated = output.outputText
      return output
    },
  }

  function rememberEmitted(builder) {
    const { emit } = builder
    builder.emit = (source, writeFile, ...rest) => {
      const record = ownFilesOf([source]).length > 0 && recordOf(builder.getProgram())
      if (!record) return emit(source, writeFile, ...rest)
      const remembered = record.output(source.fileName)
      if (remembered) {
        handedOver = remembered.text
        return writeFile(remembered.name, remembered.text)
      }
      return emit(
        source,
        (name, text) => {
          writeFile(name, text)
          if (name.endsWith('.js')) record.addOutput(source.fileName, { name, text: translated })
        },
        ...rest,
      )
    }
    return builder
  }

  return { latestProgram: () => checked }
}

module.exports = { rememberCompiled }
