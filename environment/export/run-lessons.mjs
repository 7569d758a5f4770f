// @ts-check
import path from 'node:path'
import { jupyterEnvironment } from '../jupyterlab/environment.mjs'
import { Unmet } from '../setup/unmet.mjs'
import { progress } from './progress.mjs'
import { runLesson } from './run-lesson.mjs'

/** An executed copy, and how long the run took. */
/** @typedef {{ name: string, path: string, folder: string, tookMs: number }} ExecutedLesson */

/**
 * Runs copies of notebooks, two at a time, and shows how far they are; the first that fails ends the others. On an existing cluster
 * (KAFKA_BROKERS) one at a time, since lessons share names of topics.
 * @param {import('./choice.mjs').Notebook[]} notebooks
 * @param {string} folder for the copies
 * @param {AbortSignal} stopped ends them all
 * @returns {Promise<ExecutedLesson[]>} in the order given
 * @throws {Unmet} what the first failing lesson said
 */
export async function runLessons(notebooks, folder, stopped) {
  const env = jupyterEnvironment()
  const ending = new AbortController()
  const over = ending.signal
  stopped.addEventListener('abort', () => ending.abort())
  const shown = progress(notebooks.length, process.stderr)
  const waiting = notebooks.entries()
  /** @type {ExecutedLesson[]} */
  const lessons = []
  const worker = async () => {
    for (const [at, notebook] of waiting) {
      if (over.aborted) return
      const began = Date.now()
      const target = path.join(folder, `${notebook.name}.ipynb`)
      const onCell = (/** @type {number} */ done, /** @type {number} */ cells) =>
        shown.cell(notebook.name, done, cells)
      await runLesson(notebook, target, { env, stopped: over, onCell })
      if (over.aborted) return
      const tookMs = Date.now() - began
      lessons[at] = { name: notebook.name, path: target, folder: path.dirname(notebook.file), tookMs }
      shown.done(notebook.name, tookMs)
    }
  }
  const workers = Array.from({ length: process.env.KAFKA_BROKERS ? 1 : 2 }, worker)
  /** @type {unknown} */
  let problem
  const results = workers.map((each) =>
    each.catch((/** @type {unknown} */ error) => {
      problem ??= error
      ending.abort()
    }),
  )
  await Promise.all(results)
  shown.end()
  if (problem instanceof Unmet) throw new Unmet(`${problem.message} Nothing was written.`)
  if (problem) throw problem
  return lessons
}
