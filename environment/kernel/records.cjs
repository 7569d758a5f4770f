'use strict'
const fs = require('node:fs')
const path = require('node:path')

/** Of these many programs the records are kept: each set of packages that cells import is a program of its own. */
const kept = 12
const form = 1

/**
 * The records of compiled programs in a folder, one JSON file each.
 *
 * Nothing here fails: a file that is missing, damaged or something else is a record that knows nothing yet, and what
 * cannot be written is compiled again by the next kernel. A file is replaced in one step, so kernels that write
 * at the same time leave one whole record.
 *
 * @returns { read } read(key) gives the record; what is added to it is written once the present turn has ended
 */
function openRecords(folder) {
  const fileOf = (key) => path.join(folder, `${key}.json`)
  return { read: (key) => new ProgramRecord(readRecord(fileOf(key), key), (content) => write(key, content)) }

  function write(key, content) {
    const draft = path.join(folder, `${key}.${process.pid}.draft`)
    attempt(() => {
      fs.mkdirSync(folder, { recursive: true })
      fs.writeFileSync(draft, JSON.stringify({ form, key, ...content }))
      fs.renameSync(draft, fileOf(key))
    })
    attempt(() => fs.rmSync(draft, { force: true })) // there is one only when it could not be renamed
    attempt(() => removeOld(folder))
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

function readRecord(file, key) {
  try {
    const { form: found, key: itsKey, clean, outputs } = JSON.parse(fs.readFileSync(file, 'utf8'))
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

function attempt(work) {
  try {
    work()
  } catch {
    // A folder that cannot be written, a full disk: the next kernel compiles again.
  }
}

/** Removes all but the newest records, and the drafts of kernels that were killed while they wrote. */
function removeOld(folder) {
  const files = fs
    .readdirSync(folder)
    .filter((name) => /^[0-9a-f]{64}\.(json|\d+\.draft)$/.test(name))
    .map((name) => ({ file: path.join(folder, name), time: modified(path.join(folder, name)) }))
    .sort((a, b) => b.time - a.time)
  for (const { file } of files.slice(kept)) fs.rmSync(file, { force: true })
}

/** In ms since 1970; 0 for a file that another kernel has removed by now. */
function modified(file) {
  return fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

module.exports = { openRecords }
