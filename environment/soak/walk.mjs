// @ts-check
import { disturbances } from './disturbances.mjs'
import { startKernel } from './kernel.mjs'
import { verdictOf } from './verdict.mjs'

/** Longer than anything that a cell waits for: then it hangs. */
const limitMs = 120_000

/** One step, and what came of it. `ofRunAll`: it belongs to the run from the top that ends a walk. */
/** @typedef {{ step: import('./plan.mjs').Step, verdict: import('./verdict.mjs').Verdict, ms: number, ofRunAll: boolean }} Entry */
/** @typedef {{ walk: import('./plan.mjs').Step[], runAll: import('./plan.mjs').Step[] }} Plan */

/**
 * Walks through a lesson in a kernel of its own, which ends with this call. In the run from the top only `passed` will do.
 * A kernel that hangs or died ends the walk.
 * @param {import('./lesson.mjs').Lesson} lesson
 * @param {Plan} plan
 * @param {{ onStep?: (entry: Entry) => void, onKernel?: (pid: number) => void }} [hooks] `onKernel`: of each kernel that was started
 * @returns {Promise<Entry[]>} all steps that were made
 */
export async function walkThrough({ cells }, { walk, runAll }, { onStep, onKernel } = {}) {
  const sources = new Map(cells.map(({ index, source }) => [index, source]))
  const kernel = await startKernel(onKernel)
  let pressed = false
  /** @param {import('./plan.mjs').Step} step @returns {Promise<import('./verdict.mjs').Verdict & { over?: boolean }>} */
  const make = async (step) => {
    if ('disturbance' in step) {
      await disturbances[step.disturbance]?.(kernel)
      return { outcome: 'passed', said: '' }
    }
    const run = await kernel.run(sources.get(step.cell) ?? '', { interruptMs: step.interruptMs, limitMs })
    const verdict = verdictOf(run, pressed)
    pressed = verdict.outcome !== 'stopped' && (pressed || run.interrupted)
    return { ...verdict, over: run.status === 'hang' || run.status === 'died' }
  }
  /** @type {Entry[]} */
  const entries = []
  try {
    for (const [at, step] of [...walk, ...runAll].entries()) {
      const began = performance.now()
      const ofRunAll = at >= walk.length
      let made = await make(step)
      // The press of a step long before (see verdictOf): a reader runs the cell again.
      if (ofRunAll && made.outcome === 'stopped') made = await make(step)
      const { over = false, ...verdict } = made
      const isWrong = ofRunAll && verdict.outcome !== 'passed'
      const judged = isWrong ? { outcome: /** @type {const} */ ('wrong'), said: verdict.said } : verdict
      entries.push({ step, verdict: judged, ms: Math.round(performance.now() - began), ofRunAll })
      onStep?.(/** @type {Entry} */ (entries.at(-1)))
      if (over) return entries
    }
    await kernel.end()
    return entries
  } finally {
    kernel.kill()
  }
}
