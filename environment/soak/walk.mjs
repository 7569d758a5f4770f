// @ts-check
import { disturbances } from './disturbances.mjs'
import { startKernel } from './kernel.mjs'
import { verdictOf } from './verdict.mjs'

/** How long a cell may take before it counts as hanging: it ends by itself within 60 s, whatever it waits for. */
const limitMs = 120_000

/** One step, and what came of it. */
/** @typedef {{ step: import('./plan.mjs').Step, verdict: import('./verdict.mjs').Verdict, ms: number }} Entry */

/**
 * Walks through a lesson in a kernel of its own, which ends with this call.
 * @param {import('./lesson.mjs').Lesson} lesson
 * @param {{ walk: import('./plan.mjs').Step[], runAll: import('./plan.mjs').Step[] }} plan
 * @param {(entry: Entry) => void} [onStep]
 * @returns {Promise<Entry[]>} all steps; in the last part, from the top, only `passed` will do. A kernel that hangs or died ends the walk.
 */
export async function walkThrough({ cells }, { walk, runAll }, onStep = () => {}) {
  const kernel = await startKernel()
  /** @type {Entry[]} */
  const entries = []
  try {
    for (const [at, step] of [...walk, ...runAll].entries()) {
      const began = performance.now()
      if ('disturbance' in step) await disturbances[step.disturbance]?.(kernel)
      const run =
        'disturbance' in step
          ? null
          : await kernel.run(cells.find(({ index }) => index === step.cell)?.source ?? '', {
              interruptMs: step.interruptMs,
              limitMs,
            })
      const verdict = run === null ? { outcome: /** @type {const} */ ('passed'), said: '' } : verdictOf(run)
      const isOver = at >= walk.length && verdict.outcome === 'refused'
      const judged = isOver
        ? { outcome: /** @type {const} */ ('wrong'), said: `from the top: ${verdict.said}` }
        : verdict
      const entry = { step, verdict: judged, ms: Math.round(performance.now() - began) }
      entries.push(entry)
      onStep(entry)
      if (run?.status === 'hang' || run?.status === 'died') return entries
    }
    await kernel.end()
    return entries
  } finally {
    kernel.kill()
  }
}
