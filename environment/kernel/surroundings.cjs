'use strict'
const fs = require('node:fs')
const path = require('node:path').posix // the compiler's paths have '/' on every platform
const { createHash } = require('node:crypto')

/** What a cell can import beside packages: a new one of these may take the place of another. */
const importable = /\.(tsx?|jsx?|json)$/

/**
 * The files and folders that decide what a cell compiles to, as they are now.
 *
 * @param sources the files of a program that are no cell's: { fileName, version }, version the sha256 of the text in hex
 * @returns [name, version, size, time] for each, a folder's size 0; null where a file is not the one that was compiled
 */
function describeSurroundings(sources) {
  const own = sources.filter(({ fileName }) => !fileName.includes('/node_modules/'))
  const folders = [...new Set(own.map(({ fileName }) => path.dirname(fileName)))]
  const files = sources.map(({ fileName, version }) => [fileName, version, ...stateOf(fileName)])
  // After the states: a file that changes meanwhile has another time when it is looked at again.
  if (files.some(([name, version]) => versionOf(name) !== version)) return null
  return [...files, ...folders.map((name) => [name, versionOf(name), ...stateOf(name)])]
}

/** Whether all is as it was described. What has another time only gets that one in the description. */
function isAsDescribed(surroundings) {
  return surroundings.every((each) => {
    const [name, version, size, time] = each
    const now = stateOf(name)
    if (now[0] === size && now[1] === time) return true
    if (versionOf(name) !== version) return false
    each.splice(2, 2, ...now)
    return true
  })
}

function stateOf(name) {
  const stats = fs.statSync(name, { throwIfNoEntry: false })
  if (!stats) return [-1, 0]
  return [stats.isDirectory() ? 0 : stats.size, stats.mtimeMs]
}

/** The sha256 in hex of a file's text, or of the names of a folder's files; null for what cannot be read. */
function versionOf(name) {
  try {
    return createHash('sha256').update(contentOf(name)).digest('hex')
  } catch {
    return null
  }
}

function contentOf(name) {
  if (!fs.statSync(name).isDirectory()) return fs.readFileSync(name, 'utf8')
  return fs
    .readdirSync(name)
    .filter((each) => importable.test(each))
    .sort()
    .join('\n')
}

module.exports = { describeSurroundings, isAsDescribed }
