'use strict'
const fs = require('node:fs')
const path = require('node:path')
const { createHash } = require('node:crypto')
const { keptFiles } = require('./kept-files.cjs')
const { isAsDescribed } = require('./surroundings.cjs')

/** So many cells are kept, and so many sets of files that cells were compiled among. */
const kept = { cells: 3000, programs: 12 }

/**
 * What cells were converted to, in a folder, for every kernel of this project: a lesson that was run before is not compiled
 * again.
 *
 * A cell is known by its text, the declarations of the cells before, and the text of this kernel's own files. What is known
 * holds while every file that was compiled with it is as it was, those in node_modules included. A cell with an error is never
 * kept. Nothing here fails: what cannot be read is not known, and what cannot be written is compiled again.
 *
 * @param root the project's folder
 * @returns { find, add }
 */
function openKnownCells(root) {
  const files = keptFiles(path.join(root, '.lab', 'cells'))
  const kernel = hashOf(root, process.version, ...ownTexts())
  const cellOf = (declarations, source) => `cell-${hashOf(kernel, declarations, source)}`
  const programs = new Map() // name -> { surroundings, modules }
  let isTidied = false

  function readProgram(name) {
    if (!programs.has(name)) {
      const program = files.read(name)
      if (!program.modules.every(({ path, data }) => path && data)) throw new Error('The file is not whole.')
      programs.set(name, program)
    }
    return programs.get(name)
  }

  return {
    /** @returns what a cell was converted to, with the modules of its program as sideOutputs; null: not known */
    find(declarations, source) {
      const cell = cellOf(declarations, source)
      try {
        const { program, converted } = files.read(cell)
        const { surroundings, modules } = readProgram(program)
        if (!isAsDescribed(surroundings)) return null
        files.touch(cell)
        files.touch(program)
        return { ...converted, sideOutputs: modules }
      } catch {
        return null
      }
    },

    /**
     * @param converted what the cell was converted to, without errors
     * @param surroundings as of describeSurroundings()
     * @param modules { path, data } of what the program emitted beside the cell
     */
    add(declarations, source, { converted, surroundings, modules }) {
      const versions = surroundings.map(([name, version]) => [name, version])
      const program = `program-${hashOf(versions, modules)}`
      if (!files.has(program)) files.write(program, { surroundings, modules })
      files.write(cellOf(declarations, source), { program, converted })
      if (isTidied) return
      isTidied = true
      files.forget('cell-', kept.cells)
      files.forget('program-', kept.programs)
    },
  }
}

function hashOf(...values) {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex')
}

/** The texts of the files that make a cell from its text: those beside this one, which belong to one version of tslab. */
function ownTexts() {
  const names = fs.readdirSync(__dirname).filter((name) => /^[\w-]+\.(cjs|json)$/.test(name))
  return names.sort().map((name) => fs.readFileSync(path.join(__dirname, name), 'utf8'))
}

module.exports = { openKnownCells }
