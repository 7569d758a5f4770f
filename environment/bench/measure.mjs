// @ts-check
import { collectGarbage } from './collect.mjs'
import { spreadOf } from './statistics.mjs'
import { isMet } from './target.mjs'

/**
 * One line of the table. `ours` and `reference` measure once each and come back with a number of the row's unit; what they start
 * they end, or leave to the kit (atEnd, ended). What is measured without a reference is compared with what was recorded last.
 * `warmUps` (default 1) turns of each come first and do not count.
 * @typedef {{ name: string, what: string, against?: string, unit: 'ms' | 'µs' | 'MB' | 'kB' | 'messages/s',
 *   target: import('./target.mjs').Target, repetitions: number, warmUps?: number,
 *   ours(kit: import('./kit.mjs').Kit): Promise<number>, reference?(kit: import('./kit.mjs').Kit): Promise<number> }} Row
 */
/** @typedef {Pick<Row, 'name' | 'what' | 'against' | 'unit' | 'target'>} Head */
/**
 * `before` is the median that was recorded last, for a row without a reference. `ratio` is by the reference, or by that. `met` is
 * null where the row has no target.
 * @typedef {Head & { ours: import('./statistics.mjs').Spread, reference: import('./statistics.mjs').Spread | null,
 *   before: number | null, ratio: number | null, met: boolean | null,
 *   values: { ours: number[], reference: number[] } }} Measured
 */
/** @typedef {Head & { failed: string }} Failed why a row could not be measured */
/** @typedef {Measured | Failed} Result */

/** How long one measurement of one side may take before the row is given up, in ms. */
const limitMs = 10 * 60_000

/**
 * How long some work takes, in ms.
 * @param {() => Promise<unknown>} work
 */
export async function timed(work) {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/**
 * Measures a row: ours and the reference in turns, so that whatever else the machine does meets both.
 * @param {Row} row
 * @param {import('./kit.mjs').Kit} kit
 * @param {number | null} before the median of this row that was recorded last
 * @returns {Promise<Result>} a row that fails says why, and what it used is closed
 */
export async function measureRow(row, kit, before = null) {
  const { name, what, against, unit, target } = row
  const head = { name, what, against, unit, target }
  try {
    const values = await measuredInTurns(row, kit)
    const ours = spreadOf(values.ours)
    const reference = row.reference === undefined ? null : spreadOf(values.reference)
    const compared = reference === null ? before : reference.median
    const ratio = compared === null ? null : ours.median / compared
    const met = isMet(target, ours.median, reference === null ? null : ratio)
    return { ...head, ours, reference, before: reference === null ? before : null, ratio, met, values }
  } catch (problem) {
    await kit.renew()
    return { ...head, failed: problem instanceof Error ? problem.message : String(problem) }
  }
}

/**
 * @param {Row} row
 * @param {import('./kit.mjs').Kit} kit
 */
async function measuredInTurns({ warmUps = 1, repetitions, ours, reference }, kit) {
  /** @type {{ ours: number[], reference: number[] }} */
  const values = { ours: [], reference: [] }
  for (let turn = 0; turn < warmUps + repetitions; turn++)
    for (const [who, measure] of /** @type {const} */ ([
      ['ours', ours],
      ['reference', reference],
    ])) {
      if (measure === undefined) continue
      kit.turn = turn
      collectGarbage()
      const value = await within(measure(kit))
      await within(kit.endTurn())
      if (turn >= warmUps) values[who].push(value)
    }
  return values
}

/**
 * @template T
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
async function within(work) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer
  const late = new Promise((_, reject) => {
    const problem = new Error(`It did not come to its end within ${limitMs / 60_000} minutes.`)
    timer = setTimeout(() => reject(problem), limitMs)
  })
  try {
    return /** @type {T} */ (await Promise.race([work, late]))
  } finally {
    clearTimeout(timer)
  }
}
