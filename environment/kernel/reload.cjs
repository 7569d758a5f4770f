'use strict'
const path = require('node:path').posix // tslab joins with '/' on every platform

/**
 * Makes an edit in src reach every module that imports it, however indirectly.
 *
 * Stock tslab evaluates only the edited file again, so src/a.ts keeps the src/b.ts of before. Here a converted
 * cell also hands back the modules that require an edited one, and tslab evaluates them again.
 *
 * @param load a require function of tslab's own dist folder
 */
function repairReload(load) {
  const converter = load('./converter')
  const { createConverter } = converter
  converter.createConverter = (options) => {
    const made = createConverter(options)
    const { convert } = made
    const emitted = new Map() // path -> CommonJS text
    made.convert = (declarations, source) => {
      const converted = convert(declarations, source)
      if (!converted.sideOutputs) return converted
      for (const { path, data } of converted.sideOutputs) emitted.set(path, data)
      const changed = converted.sideOutputs.map((output) => output.path)
      const sideOutputs = withDependents(emitted, changed).map((path) => ({ path, data: emitted.get(path) }))
      return { ...converted, sideOutputs }
    }
    return made
  }
}

/**
 * The changed modules and all that require them, directly or not, sorted.
 *
 * @param emitted path -> CommonJS text of every module known so far
 * @param changed paths
 */
function withDependents(emitted, changed) {
  const dirty = new Set(changed)
  let before
  do {
    before = dirty.size
    for (const [file, text] of emitted) {
      if (!dirty.has(file) && requiredBy(file, text).some((required) => dirty.has(required))) dirty.add(file)
    }
  } while (dirty.size > before)
  return [...dirty].sort()
}

function requiredBy(file, text) {
  return [...text.matchAll(/require\((["'])(\.[^"']+)\1\)/g)].map(([, , specifier]) => {
    const required = path.join(path.dirname(file), specifier)
    return path.extname(required) ? required : `${required}.js`
  })
}

module.exports = { repairReload, withDependents }
