'use strict'
const path = require('node:path').posix // tslab joins with '/' on every platform

/** tslab's name for the file with the present cell. */
const cellFile = '__tslab__.ts'

/**
 * Saves a fifth of what compiling a cell costs. Stock tslab makes two programs for it: one of the cell as it is, to learn
 * which names it declares, and one with the line that exports them. Names are known from parsing alone: here the first
 * program has the line already, and the second is the first.
 *
 * @param load a require function of tslab's own dist folder, before tslab loads its converter
 */
function makeOneProgram(load) {
  const file = load.resolve('@tslab/typescript-for-tslab')
  const ts = load(file)
  let turn = 0
  let cell = null // what is being converted: its text as it is and with its exports, and whether tslab has come to that

  require.cache[file].exports = {
    ...ts,
    createWatchCompilerHost(rootFiles, options, system, ...rest) {
      const { readFile } = system
      system.readFile = (name, ...how) => {
        const text = readFile.call(system, name, ...how)
        if (cell === null || path.basename(name) !== cellFile) return text
        cell.plain ??= text
        cell.exported ??= withExports(ts, text, options)
        if (text === cell.plain) return begin(cell.exported, turn)
        cell.isKnown = text === cell.exported
        return begin(text, turn + 1)
      }
      const host = ts.createWatchCompilerHost(rootFiles, options, system, ...rest)
      const { createProgram } = host
      let latest = null
      const first = new WeakMap() // what stands for a second program -> the first
      host.createProgram = (names, given, compilerHost, before, ...others) => {
        if (cell?.isKnown) {
          const second = { ...latest }
          first.set(second, latest)
          return second
        }
        latest = createProgram(names, given, compilerHost, first.get(before) ?? before, ...others)
        return latest
      }
      return host
    },
  }

  const converter = load('./converter')
  const { createConverter } = converter
  converter.createConverter = (options) => {
    const made = createConverter(options)
    const { convert } = made
    made.convert = (...values) => {
      turn++
      cell = { plain: null, exported: null, isKnown: false }
      try {
        return convert(...values)
      } finally {
        cell = null
      }
    }
    return made
  }
}

/** The compiler makes a program, and tslab expects one, only of another text. These are one to both, and of one length. */
const beginnings = ['export {};', 'export{} ;', 'export{}; ']

function begin(text, turn) {
  const [stock, here] = [beginnings[0], beginnings[turn % beginnings.length]]
  return text.startsWith(stock) ? here + text.slice(stock.length) : text
}

/** A cell's text with the line that exports all that it declares, as tslab writes it. */
function withExports(ts, text, options) {
  const file = ts.createSourceFile(cellFile, text, options.target)
  ts.bindSourceFile(file, options)
  const names = [...(file.locals?.keys() ?? [])]
  return names.length === 0 ? text : `${text}\nexport {${names.join(', ')}}`
}

module.exports = { makeOneProgram }
