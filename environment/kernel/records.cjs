'use strict'
const { keptFiles } = require('./kept-files.cjs')

/** Of these many programs the records are kept: each set of packages that cells import is a program of its own. */
const kept = 12
const form = 1

/**
 * The records of compiled programs in a folder, one JSON file each.
 *
 * Nothing here fails: a file that is missing, damaged or something else is a record that knows nothing yet.
 *
 * @returns { read } read(key) gives the record; what is added to it is written once the present turn has ended
 */
function openRecords(folder) {
  const files = keptFiles(folder)
  return { read: (key) => new ProgramRecord(readRecord(files, key), (content) => write(key, content)) }

  function write(key, content) {
    files.write(key, { form, key, ...content })
    files.forget('', kept)
  }
}

/** What is known about the files of one program. */
class ProgramRecord {
  #clean
  #outputs
  #write
  #writing = false

  constructor({ clean, outputs }, write) {
    this.#clean = new Set(clean)
    this.#outputs = new Map(Object.entries(outputs))
    this.#write = write
  }

  /** Whether a file is known to be without diagnostics. */
  isClean(file) {
    return this.#clean.has(file)
  }

  /** Says that a file is without diagnostics. */
  addClean(file) {
    if (this.#clean.has(file)) return
    this.#clean.add(file)
    this.#writeSoon()
  }

  /** What a file was emitted as: { name, text }, text in CommonJS; undefined when that is not known. */
  output(file) {
    return this.#outputs.get(file)
  }

  /** Says what a file was emitted as: { name, text }. */
  addOutput(file, output) {
    this.#outputs.set(file, output)
    this.#writeSoon()
  }

  #writeSoon() {
    if (this.#writing) return
    this.#writing = true
    setImmediate(() => {
      this.#writing = false
      this.#write({ clean: [...this.#clean], outputs: Object.fromEntries(this.#outputs) })
    })
  }
}

function readRecord(files, key) {
  try {
    const { form: found, key: itsKey, clean, outputs } = files.read(key)
    const isWhole =
      found === form &&
      itsKey === key &&
      Array.isArray(clean) &&
      Object.values(outputs).every(({ name, text }) => typeof name === 'string' && typeof text === 'string')
    if (isWhole) return { clean, outputs }
  } catch {
    // There is none, or it cannot be read: like one that is not whole.
  }
  return { clean: [], outputs: {} }
}

module.exports = { openRecords }
