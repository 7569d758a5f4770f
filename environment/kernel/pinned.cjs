'use strict'
const fs = require('node:fs')
const path = require('node:path')
const { createHash } = require('node:crypto')

/**
 * Looks for the first installed file that is not byte for byte the one the kernel's repairs were written for.
 *
 * @param pinned package name -> { version, files: { path inside the package: sha256 in hex } }
 * @param require a require function that finds the installed packages
 * @returns a full sentence that names the file, the version wanted and found, and the remedy; null when all agree
 */
function findUnknownFile(pinned, require) {
  for (const [name, { version, files }] of Object.entries(pinned)) {
    const remedy = `Run \`npm ci\` in the project's folder to install ${name} ${version} again.`
    let folder
    try {
      folder = path.dirname(require.resolve(`${name}/package.json`))
    } catch {
      return `Cannot start the TypeScript kernel: it needs ${name} ${version}, and ${name} is not installed. ${remedy}`
    }
    for (const [file, sha256] of Object.entries(files)) {
      if (hashOf(path.join(folder, file)) === sha256) continue
      const found = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')).version
      return `Cannot start the TypeScript kernel: its repairs are written for ${name} ${version}, but ${name}/${file} is not the file of that version (installed: ${name} ${found}). ${remedy}`
    }
  }
  return null
}

function hashOf(file) {
  try {
    return createHash('sha256').update(fs.readFileSync(file)).digest('hex')
  } catch {
    return null
  }
}

module.exports = { findUnknownFile }
