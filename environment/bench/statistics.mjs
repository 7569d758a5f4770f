// @ts-check

/**
 * What several measurements of one thing come to.
 * @typedef {{ median: number, least: number, most: number }} Spread
 */

/**
 * @param {readonly number[]} values at least one
 * @returns {Spread} of an even number of values the median is the mean of the two in the middle
 */
export function spreadOf(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  const [below = Number.NaN, above = Number.NaN] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]]
  return { median: (below + above) / 2, least: sorted[0] ?? Number.NaN, most: sorted.at(-1) ?? Number.NaN }
}
