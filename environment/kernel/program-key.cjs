'use strict'
const path = require('node:path').posix // the compiler's paths have '/' on every platform
const { createHash } = require('node:crypto')

/** tslab's names for the text of the present cell and for the declarations of the cells before. */
const cellFiles = new Set(['__tslab__.ts', '__prev__.d.ts'])

const isOfCells = (file) => cellFiles.has(path.basename(file.fileName))

/** Of the given files those that are no cell's. */
function ownFilesOf(files) {
  return files.filter((file) => !isOfCells(file))
}

/**
 * What decides how a program's files compile, as sha256 in hex: the compiler's version, the options, and for every file
 * that is no cell's its path, its text and what its imports were resolved to.
 *
 * @param ts the compiler
 * @param program a program of tslab's, whose files carry a hash of their text as `version`
 * @returns null where cells have a say in how other files compile, as with `declare global`
 */
function keyOf(ts, program) {
  const files = program.getSourceFiles()
  if (files.some((file) => isOfCells(file) && file.moduleAugmentations.length > 0)) return null
  const hash = createHash('sha256')
  const add = (...values) => hash.update(`${JSON.stringify(values)}\n`)
  add(ts.version, program.getCompilerOptions())
  for (const file of ownFilesOf(files)) {
    if (typeof file.version !== 'string') return null
    add(file.fileName, file.version)
    file.resolvedModules?.forEach(({ resolvedModule }, name) => {
      add(name, resolvedModule?.resolvedFileName)
    })
  }
  return hash.digest('hex')
}

module.exports = { keyOf, ownFilesOf }
