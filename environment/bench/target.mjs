// @ts-check

/** @typedef {{ atMost: number } | { atLeast: number }} Bound */
/**
 * What a row is to come to: `ratio` bounds ours by the reference of the same run, as a ratio of the medians; `value` bounds the
 * median of ours itself.
 * @typedef {{ ratio?: Bound, value?: Bound }} Target
 */

/**
 * How far a row is from its target: 1 is just met, 0.5 is twice as good, 2 is twice as bad; of two bounds the worse.
 * @param {Target} target
 * @param {number} median of ours
 * @param {number | null} ratio by the reference of the same run; null without one
 * @returns {number | null} null where nothing is bounded
 */
export function shareOfTarget({ ratio: wantedRatio, value }, median, ratio) {
  const shares = [
    ...(wantedRatio === undefined || ratio === null ? [] : [shareOf(wantedRatio, ratio)]),
    ...(value === undefined ? [] : [shareOf(value, median)]),
  ]
  return shares.length === 0 ? null : Math.max(...shares)
}

/**
 * Whether the target is met; null where there is none.
 * @param {Target} target
 * @param {number} median
 * @param {number | null} ratio
 */
export function isMet(target, median, ratio) {
  const share = shareOfTarget(target, median, ratio)
  return share === null ? null : share <= 1
}

/**
 * The target in signs: ≤ 0.35, ≤ 200 MB.
 * @param {Target} target
 * @param {string} unit
 */
export function targetLine({ ratio, value }, unit) {
  return [signs(ratio, ''), signs(value, ` ${unit}`)].filter((each) => each !== '').join(', ')
}

/**
 * @param {Bound} bound
 * @param {number} value
 */
function shareOf(bound, value) {
  return 'atMost' in bound ? value / bound.atMost : bound.atLeast / value
}

/**
 * @param {Bound | undefined} bound
 * @param {string} unit
 */
function signs(bound, unit) {
  if (bound === undefined) return ''
  return 'atMost' in bound ? `≤ ${bound.atMost}${unit}` : `≥ ${bound.atLeast}${unit}`
}
