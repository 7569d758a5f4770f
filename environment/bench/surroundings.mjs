// @ts-check
import fs from 'node:fs'
import { createRequire } from 'node:module'
import { compileSource } from '../compile-source.mjs'
import { isThere } from '../setup/is-there.mjs'
import { inLab, inProject } from '../setup/project.mjs'

const require = createRequire(inProject('package.json'))
const runs = '.lab/bench'

/**
 * A folder for what a run of the bench writes, with src compiled for plain Node in it, and a supervisor: however the bench ends,
 * kill -9 included, the processes that were given to it end and the folder is removed.
 */
export class Surroundings {
  #folder = `${runs}/run-${process.pid}`
  /** @type {import('../../src/cluster/supervisor.js').Supervisor | undefined} */
  #supervisor

  /**
   * A file of src, compiled for plain Node, such as 'index.js'.
   * @param {string} file
   */
  async module(file) {
    this.#begin()
    return require(inProject(this.#folder, 'src', file))
  }

  /**
   * A new folder, absolute, which is removed when the bench is over at the latest.
   * @param {string} name
   */
  folder(name) {
    this.#begin()
    fs.mkdirSync(inProject(this.#folder, name), { recursive: true })
    return fs.mkdtempSync(inProject(this.#folder, name, '/'))
  }

  /**
   * Has a process ended with the bench, however that ends.
   * @template {import('node:child_process').ChildProcess} Child
   * @param {Child} child that was just started
   * @returns {Child} the same
   */
  ended(child) {
    const { pid } = child
    if (pid === undefined) return child
    const supervisor = this.#begin()
    supervisor.watch(pid)
    child.once('exit', () => supervisor.unwatch(pid))
    return child
  }

  async close() {
    this.#supervisor?.end()
    this.#supervisor = undefined
    fs.rmSync(inProject(this.#folder), { recursive: true, force: true, maxRetries: 20 })
  }

  #begin() {
    if (this.#supervisor !== undefined) return this.#supervisor
    sweep()
    fs.mkdirSync(inProject(this.#folder), { recursive: true, mode: 0o700 })
    compileSource(inProject(this.#folder))
    const { supervise } = require(inProject(this.#folder, 'src', 'cluster', 'supervisor.js'))
    this.#supervisor = /** @type {import('../../src/cluster/supervisor.js').Supervisor} */ (
      supervise(this.#folder)
    )
    return this.#supervisor
  }
}

/** Removes the folders of runs that died together with their supervisors, or before they had one. */
function sweep() {
  const names = fs.existsSync(inLab('bench')) ? fs.readdirSync(inLab('bench')) : []
  for (const name of names) {
    const pid = Number(/^run-(\d+)$/.exec(name)?.[1] ?? process.pid)
    if (!isThere(pid)) fs.rmSync(inLab('bench', name), { recursive: true, force: true })
  }
}
