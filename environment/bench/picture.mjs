// @ts-check
import { ratioInWords } from './report.mjs'
import { shareOfTarget, targetLine } from './target.mjs'

/** @typedef {import('./measure.mjs').Measured} Measured */
/** @typedef {import('../../src/charts/scene.js').Scene} Scene */

const width = 840
const left = 190
const right = 560
const top = 64
const pitch = 26
const ink = '#1b1e23'
const faint = '#e6e9ee'
const kinds = /** @type {const} */ ({ met: '#2f9e6e', missed: '#b3123a' })

/**
 * The rows that have a target and were measured, by how far they are from it, as one complete SVG.
 * @param {import('./last-run.mjs').Run} run
 * @param {{ renderChart(chart: object): Promise<string> }} renderer the project's own, src/charts/render.ts
 * @returns {Promise<string>}
 */
export function drawRun({ results }, { renderChart }) {
  const judged = results.flatMap((result) => {
    if ('failed' in result) return []
    const share = shareOfTarget(result.target, result.ours.median, result.reference && result.ratio)
    return share === null ? [] : [{ result, share }]
  })
  const missed = judged.filter(({ share }) => share > 1).map(({ result }) => result.name)
  const alt = `${judged.length - missed.length} of ${judged.length} rows meet their target. Missed: ${missed.join(', ') || 'none'}.`
  const title = 'How far each row is from its target'
  return renderChart({
    title,
    alt,
    table: { columns: [], rows: [] },
    picture: { kind: 'plot', scene: sceneOf(title, judged) },
  })
}

/**
 * @param {string} title
 * @param {readonly { result: Measured, share: number }[]} judged
 * @returns {Scene}
 */
export function sceneOf(title, judged) {
  const exponents = judged.map(({ share }) => Math.log10(share))
  const [low, high] = [Math.floor(Math.min(-1, ...exponents)), Math.ceil(Math.max(0.3, ...exponents))]
  const x = (/** @type {number} */ share) =>
    left + ((Math.log10(share) - low) / (high - low)) * (right - left)
  const bottom = top + judged.length * pitch
  const ticks = Array.from({ length: high - low + 1 }, (_, at) => 10 ** (low + at))
  const middle = (/** @type {number} */ at) => top + at * pitch + pitch / 2
  return {
    width,
    height: bottom + 56,
    lines: ticks.map((tick) => ({
      ...{ x1: x(tick), x2: x(tick), y1: top - 6, y2: bottom },
      ...{ stroke: faint, width: 1 },
    })),
    rules: [{ x: x(1), y1: top - 6, y2: bottom, stroke: ink, thin: true }],
    boxes: judged.map(({ share }, at) => ({
      ...{ x1: Math.min(x(1), x(share)), x2: Math.max(x(1), x(share)) },
      ...{ y1: middle(at) - 6, y2: middle(at) + 6 },
      ...(share <= 1
        ? { fill: kinds.met, stroke: kinds.met }
        : { fill: kinds.missed, stroke: kinds.missed, hatch: /** @type {const} */ ('dense') }),
    })),
    labels: [
      { x: 16, y: 24, text: title, size: 16, bold: true },
      { x: x(1) - 8, y: top - 16, text: 'better than the target', anchor: 'end' },
      { x: x(1) + 8, y: top - 16, text: 'missed' },
      ...judged.flatMap(({ result, share }, at) => [
        { x: 16, y: middle(at), text: result.name, size: 13, bold: true },
        { x: right + 16, y: middle(at), text: inWords(result, share) },
      ]),
      ...ticks.map((tick) => ({
        ...{ x: x(tick), y: bottom + 14, anchor: /** @type {const} */ ('middle') },
        text: tick === 1 ? 'the target' : `× ${tick}`,
      })),
      {
        x: 16,
        y: bottom + 40,
        text: 'Logarithmic: each line to the left is ten times better. Hatched: missed.',
      },
    ],
  }
}

/**
 * Met or missed, what was found and what was wanted.
 * @param {Measured} result @param {number} share
 */
function inWords({ target, unit, ours, ratio }, share) {
  const found = target.ratio === undefined ? `${ours.median.toFixed(0)} ${unit}` : ratioInWords({ ratio })
  return `${share <= 1 ? 'met' : 'missed'}: ${found}, wanted ${targetLine(target, unit)}`
}
