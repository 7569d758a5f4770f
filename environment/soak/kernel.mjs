// @ts-check
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { jupyterEnvironment } from '../jupyterlab/environment.mjs'
import { inProject, root } from '../setup/project.mjs'
import { venvPython } from '../setup/python-environment.mjs'

/** What came of a cell, and how long it took until its first picture, if it showed any. */
/** @typedef {import('./verdict.mjs').Run & { pictureMs: number | null }} TimedRun */
/** A kernel that runs cells as a reader would; whoever starts it ends it. `startMs`: from its start to its first reply. */
/**
 * @typedef {{ pid(): number, startMs(): number,
 *   run(code: string, how: { interruptMs: number | null, limitMs: number }): Promise<TimedRun>,
 *   restart(): Promise<void>, end(): Promise<void>, kill(): void }} Kernel
 */

/**
 * @param {(pid: number) => void} [onKernel] told of it, and of each that a restart puts in its place
 * @param {NodeJS.ProcessEnv} [env] variables that it has beside those of every kernel
 * @returns {Promise<Kernel>} a new kernel, and with it, when a cell opens a lab, a new Kafka
 */
export async function startKernel(onKernel = () => {}, env = {}) {
  const child = spawn(venvPython, [inProject('environment', 'soak', 'session.py')], {
    cwd: root,
    env: { ...jupyterEnvironment(), PYTHONDONTWRITEBYTECODE: '1', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const told = async () => {
    const { value, done } = await lines.next()
    if (done) throw new Error('The program that drives the kernel has ended; what it said is above.')
    return JSON.parse(value)
  }
  const ask = (/** @type {object} */ order) => {
    child.stdin.write(`${JSON.stringify(order)}\n`)
    return told()
  }
  let { ready, ms } = await told()
  onKernel(ready)
  return {
    pid: () => ready,
    startMs: () => ms,
    run: (code, how) => ask({ op: 'run', code, ...how }),
    async restart() {
      ;({ ready, ms } = await ask({ op: 'restart' }))
      onKernel(ready)
    },
    async end() {
      await ask({ op: 'end' })
      child.stdin.end()
    },
    kill: () => child.stdin.end(),
  }
}
