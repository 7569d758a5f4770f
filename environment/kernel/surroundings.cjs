'use strict'
const fs = require('node:fs')
const { isBuiltin } = require('node:module')
const path = require('node:path').posix // the compiler's paths have '/' on every platform
const { createHash } = require('node:crypto')
const { ownFilesOf } = require('./program-key.cjs')

/** What a cell can import beside packages: a new one of these may take the place of another. */
const importable = /\.(tsx?|jsx?|json)$/

/** What npm has installed: it writes this whenever that changes. */
const packages = 'node_modules/.package-lock.json'

/**
 * The files and folders that decide what a cell compiles to, as they are now.
 *
 * @param program a program of tslab's, whose files carry a hash of their text as `version`; its working directory is the
 *   project's folder
 * @returns [name, version, size, time] for each, a folder's size 0; null where that does not say all: a file has changed since, or
 *   an import was not found and may be one day
 */
function describeSurroundings(program) {
  const sources = ownFilesOf(program.getSourceFiles())
  const importing = program.getSourceFiles().filter(({ fileName }) => !fileName.includes('/node_modules/'))
  const imports = importing.flatMap(importsOf)
  if (imports.some(({ isFound }) => !isFound)) return null
  const files = sources.map(({ fileName }) => describe(fileName))
  if (files.some(([, version], at) => version !== sources[at].version)) return null
  const others = new Set([
    path.resolve(packages),
    ...importing.map(({ fileName }) => path.dirname(fileName)),
    ...imports.flatMap(({ folder }) => folder ?? []),
  ])
  return [...files, ...[...others].map(describe)]
}

const described = new Map() // name -> its description when it was read last

/** A file or folder as it is; it is read only when it has another size or time than before. */
function describe(name) {
  const [size, time] = stateOf(name)
  const before = described.get(name)
  if (before?.[2] === size && before[3] === time) return before
  // After the state: a file that changes meanwhile has another time when it is looked at again.
  const now = [name, versionOf(name), size, time]
  described.set(name, now)
  return now
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

/** What a file imports: whether that was found, and the folder that it names, where it names one. */
function importsOf({ fileName, resolvedModules }) {
  const imports = []
  resolvedModules?.forEach((resolution, name) => {
    const isFound = Boolean(resolution?.resolvedModule) || isBuiltin(name)
    const folder = name.startsWith('.') ? path.dirname(path.resolve(path.dirname(fileName), name)) : null
    imports.push({ isFound, folder })
  })
  return imports
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
