// @ts-check
import { targetLine } from './target.mjs'

/** @typedef {import('./measure.mjs').Result} Result */

const head = ['row', 'what', 'ours', 'compared with', 'ratio', 'target', '']

/**
 * The results as a table in Markdown.
 * @param {readonly Result[]} results
 */
export function table(results) {
  const lines = results.map((result) => {
    const { name, what, unit, target } = result
    const wanted = targetLine(target, unit)
    if ('failed' in result) return [name, what, `failed: ${result.failed}`, '', '', wanted, 'failed']
    return [
      name,
      what,
      written(result.ours, unit),
      comparison(result),
      ratioInWords(result),
      wanted,
      verdict(result),
    ]
  })
  return [head, head.map(() => '---'), ...lines.map((cells) => cells.map(inCell))]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

/**
 * One result in one line, for who waits for the others.
 * @param {Result} result
 */
export function resultLine(result) {
  const { name, unit, target } = result
  if ('failed' in result) return `${name}: failed: ${result.failed}`
  const wanted = targetLine(target, unit)
  const compared = result.ratio === null ? [] : [`${ratioInWords(result)} of ${comparison(result)}`]
  const judged = wanted === '' ? [] : [`${verdict(result)} (${wanted})`]
  return `${name}: ${[written(result.ours, unit), ...compared, ...judged].join(', ')}`
}

/** @param {import('./measure.mjs').Measured} result */
function comparison({ reference, before, against, unit }) {
  if (reference !== null) return `${written(reference, unit)}${against === undefined ? '' : `, ${against}`}`
  return before === null ? '' : `${rounded(before)} ${unit} in the run recorded before`
}

/**
 * Of three digits: 0.949 would stand as 0.95 beside the target that it misses.
 * @param {Pick<import('./measure.mjs').Measured, 'ratio'>} result
 */
export function ratioInWords({ ratio }) {
  return ratio === null ? '' : ratio.toPrecision(3)
}

/** @param {import('./measure.mjs').Measured} result */
function verdict({ met }) {
  return met === null ? '' : met ? 'met' : 'missed'
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

/**
 * Text that neither ends a cell nor a line of a table.
 * @param {string} text
 */
function inCell(text) {
  return text.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|')
}
