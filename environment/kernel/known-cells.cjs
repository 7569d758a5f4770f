'use strict'
const fs = require('node:fs')
const path = require('node:path')
const { createHash } = require('node:crypto')
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
  const folder = path.join(root, '.lab', 'cells')
  const fileOf = (kind, name) => path.join(folder, `${kind}-${name}.json`)
  const kernel = hashOf(root, process.version, ...ownTexts())
  const keyOf = (declarations, source) => hashOf(kernel, declarations, source)
  const programs = new Map() // id -> { surroundings, modules }
  let isTidied = false

  function programOf(id) {
    if (!programs.has(id)) {
      const program = read(fileOf('program', id))
      if (!program.modules.every(({ path, data }) => path && data)) throw new Error('The file is not whole.')
      programs.set(id, program)
    }
    return programs.get(id)
  }

  function write(kind, name, content) {
    const draft = `${fileOf(kind, name)}.${process.pid}.draft`
    try {
      fs.mkdirSync(folder, { recursive: true })
      fs.writeFileSync(draft, JSON.stringify(content))
      fs.renameSync(draft, fileOf(kind, name)) // in one step: another kernel may be reading
    } catch {
      fs.rmSync(draft, { force: true })
    }
  }

  return {
    /** @returns what a cell was converted to, with the modules of its program as sideOutputs; null: not known */
    find(declarations, source) {
      const file = fileOf('cell', keyOf(declarations, source))
      try {
        const { program: id, converted } = read(file)
        const { surroundings, modules } = programOf(id)
        if (!isAsDescribed(surroundings)) return null
        touch(file)
        touch(fileOf('program', id))
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
      const program = hashOf(
        surroundings.map(([name, version]) => [name, version]),
        modules,
      )
      if (!fs.existsSync(fileOf('program', program))) write('program', program, { surroundings, modules })
      write('cell', keyOf(declarations, source), { program, converted })
      if (isTidied) return
      isTidied = true
      removeOld(folder, 'cell', kept.cells)
      removeOld(folder, 'program', kept.programs)
    },
  }
}

const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8'))

function hashOf(...values) {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex')
}

/** The texts of the files that make a cell from its text: those beside this one, which belong to one version of tslab. */
function ownTexts() {
  const names = fs.readdirSync(__dirname).filter((name) => /^[\w-]+\.(cjs|json)$/.test(name))
  return names.sort().map((name) => fs.readFileSync(path.join(__dirname, name), 'utf8'))
}

/** Notes that a file is used, where that can be written. */
function touch(file) {
  try {
    fs.utimesSync(file, new Date(), new Date())
  } catch {
    // It may be forgotten before others.
  }
}

/** Removes all but the files that were used last, and the drafts of kernels that were killed while they wrote. */
function removeOld(folder, kind, count) {
  try {
    const files = fs.readdirSync(folder).filter((name) => name.startsWith(`${kind}-`))
    const timed = files.map((name) => ({ name, time: modified(path.join(folder, name)) }))
    timed.sort((a, b) => b.time - a.time)
    for (const { name } of timed.slice(count)) fs.rmSync(path.join(folder, name), { force: true })
  } catch {
    // The next kernel does it.
  }
}

/** In ms since 1970; 0 for a file that another kernel has removed by now. */
function modified(file) {
  return fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

module.exports = { openKnownCells }
