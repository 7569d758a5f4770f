// @ts-check
import { spreadOf } from './statistics.mjs'

/** @typedef {{ atMost: number } | { atLeast: number }} Bound */
/**
 * One line of the table. `ours` and `reference` measure once each and come back with a number of the row's unit. What is measured
 * without a reference is compared with what was recorded last. `target.ratio` bounds ours by the reference, as a ratio of the
 * medians; `target.value` bounds the median of ours itself.
 * @typedef {{ name: string, what: string, against?: string, unit: 'ms' | 'MB' | 'kB' | 'messages/s',
 *   target: { ratio?: Bound, value?: Bound }, repetitions: number,
 *   ours(kit: import('./kit.mjs').Kit): Promise<number>, reference?(kit: import('./kit.mjs').Kit): Promise<number> }} Row
 */
/**
 * @typedef {Pick<Row, 'name' | 'what' | 'against' | 'unit' | 'target'> & { ours: import('./statistics.mjs').Spread,
 *   reference: import('./statistics.mjs').Spread | null, ratio: number | null, met: boolean | null,
 *   values: { ours: number[], reference: number[] } }} Result `met` is null where the row has no target
 */

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
 * Measures a row: ours and the reference in turns, so that whatever else the machine does meets both; a first turn of each warms
 * up and does not count.
 * @param {Row} row
 * @param {import('./kit.mjs').Kit} kit
 * @returns {Promise<Result>}
 */
export async function measureRow({ name, what, against, unit, target, repetitions, ours, reference }, kit) {
  /** @type {{ ours: number[], reference: number[] }} */
  const values = { ours: [], reference: [] }
  for (let turn = 0; turn <= repetitions; turn++)
    for (const [who, measure] of /** @type {const} */ ([
      ['ours', ours],
      ['reference', reference],
    ])) {
      if (measure === undefined) continue
      const took = await measure(kit)
      await kit.endTurn()
      if (turn > 0) values[who].push(took)
    }
  const mine = spreadOf(values.ours)
  const theirs = reference === undefined ? null : spreadOf(values.reference)
  const ratio = theirs === null ? null : mine.median / theirs.median
  return {
    name,
    what,
    against,
    unit,
    target,
    ours: mine,
    reference: theirs,
    ratio,
    met: isMet(target, mine.median, ratio),
    values,
  }
}

/**
 * @param {Row['target']} target
 * @param {number} median
 * @param {number | null} ratio
 */
function isMet({ ratio: wantedRatio, value }, median, ratio) {
  const answers = [
    ...(wantedRatio === undefined || ratio === null ? [] : [isWithin(wantedRatio, ratio)]),
    ...(value === undefined ? [] : [isWithin(value, median)]),
  ]
  return answers.length === 0 ? null : answers.every(Boolean)
}

/**
 * @param {Bound} bound
 * @param {number} value
 */
function isWithin(bound, value) {
  return 'atMost' in bound ? value <= bound.atMost : value >= bound.atLeast
}
