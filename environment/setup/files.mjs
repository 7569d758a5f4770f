// @ts-check
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/** @param {string} file @returns {string | undefined} the text, or undefined when there is no such file */
export function readIfThere(file) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined
    throw error
  }
}

/**
 * Writes a file whole or not at all, and only when its text changes.
 * @param {string} file
 * @param {string} text
 * @param {{ mode?: number }} [options]
 */
export function writeWhole(file, text, { mode = 0o644 } = {}) {
  if (readIfThere(file) === text) return
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const temporary = `${file}.${process.pid}.tmp`
  fs.writeFileSync(temporary, text, { mode })
  fs.renameSync(temporary, file)
}

/**
 * Makes a folder into which nobody but its owner can look, whatever lies in it and whatever the umask is.
 * @param {string} folder
 */
export function makePrivate(folder) {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  fs.chmodSync(folder, 0o700)
}

/** @param {...(string | Buffer)} parts @returns {string} sha256 of the parts, in hexadecimal */
export function sha256(...parts) {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('hex')
}

/** @param {string} file @returns {string} sha256 of a file's bytes, in hexadecimal */
export function sha256OfFile(file) {
  return createHash('sha256').update(fs.readFileSync(file)).digest('hex')
}
