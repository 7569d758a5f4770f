// @ts-check

/** @typedef {import('./measure.mjs').Result} Result */

/**
 * The results as a table in Markdown.
 * @param {readonly Result[]} results
 */
export function table(results) {
  const head = ['row', 'what', 'ours', 'reference', 'ratio', 'target', '']
  const lines = results.map(({ name, what, against, unit, ours, reference, ratio, target, met }) => [
    name,
    what,
    written(ours, unit),
    reference === null ? '' : `${written(reference, unit)}${against === undefined ? '' : `, ${against}`}`,
    ratio === null ? '' : ratio.toPrecision(2),
    [bound(target.ratio, ''), bound(target.value, ` ${unit}`)].filter((each) => each !== '').join(', '),
    met === null ? '' : met ? 'met' : 'missed',
  ])
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/**
 * @param {import('./measure.mjs').Bound | undefined} wanted
 * @param {string} unit
 */
function bound(wanted, unit) {
  if (wanted === undefined) return ''
  return 'atMost' in wanted ? `≤ ${wanted.atMost}${unit}` : `≥ ${wanted.atLeast}${unit}`
}

/**
 * The median, and the least and the most: 45 ms [40 to 52].
 * @param {import('./statistics.mjs').Spread} spread
 * @param {string} unit
 */
function written({ median, least, most }, unit) {
  return `${rounded(median)} ${unit} [${rounded(least)} to ${rounded(most)}]`
}

/** @param {number} value */
function rounded(value) {
  return value < 10 ? value.toFixed(1) : value.toFixed(0)
}
