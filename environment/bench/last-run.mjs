// @ts-check
import { readIfThere } from '../setup/files.mjs'
import { inProject } from '../setup/project.mjs'

/** A run of the bench, as results.json holds it. */
/** @typedef {{ machine: import('./machine.mjs').Machine, results: import('./measure.mjs').Result[] }} Run */

/**
 * The medians of the run that was recorded last, by row; none before the first.
 * @returns {ReadonlyMap<string, number>}
 */
export function lastMedians() {
  const text = readIfThere(inProject('bench', 'results.json'))
  return text ? mediansOf(JSON.parse(text)) : new Map()
}

/**
 * @param {Run} run
 * @returns {Map<string, number>} without the rows that failed
 */
export function mediansOf({ results }) {
  return new Map(results.flatMap((each) => ('failed' in each ? [] : [[each.name, each.ours.median]])))
}
