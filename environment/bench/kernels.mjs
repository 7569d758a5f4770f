// @ts-check
import { setTimeout as pause } from 'node:timers/promises'
import { startKernel } from '../soak/kernel.mjs'
import { ownKafka } from './own-kafka.mjs'

/** Longer than anything that a cell waits for. */
const limitMs = 120_000

/** How long a reader looks at the first lines of a notebook before running its first cell: no less than this. */
export const readingMs = 3000

/** @typedef {import('../soak/kernel.mjs').Kernel} Kernel */

/**
 * A new kernel as JupyterLab starts it, which ends with the turn, and its Kafka with it.
 * @param {import('./kit.mjs').Kit} kit
 * @param {NodeJS.ProcessEnv} [env] variables that it has beside those of every kernel
 * @returns {Promise<Kernel>} when it has given its first reply
 */
export async function newKernel(kit, env = {}) {
  const kernel = await startKernel(undefined, { ...ownKafka, ...env })
  kit.atEnd(async () => {
    try {
      await kernel.end()
    } finally {
      kernel.kill()
    }
  })
  return kernel
}

/**
 * A kernel that is ready: it has replied, and was left alone for as long as a reader reads.
 * @param {import('./kit.mjs').Kit} kit
 * @returns {Promise<Kernel>}
 */
export async function readyKernel(kit) {
  const kernel = await newKernel(kit)
  await pause(readingMs)
  return kernel
}

/**
 * Runs a cell to its end.
 * @param {Kernel} kernel
 * @param {string} code
 * @throws a sentence with the cell and what it said when it fails: nothing is measured of what went wrong
 */
export async function runCell(kernel, code) {
  const run = await kernel.run(code, { interruptMs: null, limitMs })
  if (run.status === 'ok') return run
  const [line = ''] = code.split('\n')
  const said = run.message === null ? run.status : `${run.name}: ${run.message}`
  throw new Error(`Cannot measure a cell that fails: the one that begins with \`${line}\` said ${said}`)
}
