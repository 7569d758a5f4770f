import { INK, MUTED } from './colour.js'
import type { Box, Label, Rule } from './scene.js'
import { textWidth, wrapped } from './words.js'

/** What a box or a line of a picture means. */
export interface LegendEntry {
  readonly text: string
  /** The box; without one the sign, or the line, stands alone. */
  readonly paint?: Pick<Box, 'fill' | 'stroke' | 'hatch'>
  /** Letters as in the picture's boxes. */
  readonly sign?: Pick<Label, 'text' | 'fill' | 'halo'>
  /** Colour of a line that stands upright in the picture. */
  readonly line?: string
}

/** Where a legend stands, in px. */
export interface LegendPlace {
  readonly left: number
  readonly right: number
  readonly top: number
}

const PITCH = 22
const SAMPLE = { width: 28, height: 16, gap: 6 }

/** A key below a picture: the entries in lines as they fit, then a remark; `bottom` is where it ends. */
export function legendBelow(
  entries: readonly LegendEntry[],
  remark: string,
  { left, right, top }: LegendPlace,
): { boxes: Box[]; labels: Label[]; rules: Rule[]; bottom: number } {
  const boxes: Box[] = []
  const labels: Label[] = []
  const rules: Rule[] = []
  let [x, y] = [left, top + PITCH / 2]
  for (const { text, paint, sign, line } of entries) {
    const lines = wrapped(text, right - left - SAMPLE.width - SAMPLE.gap, 12)
    const width = SAMPLE.width + SAMPLE.gap + Math.max(...lines.map((one) => textWidth(one, 12))) + 14
    if (x > left && x + width > right) [x, y] = [left, y + PITCH]
    const [middle, half] = [x + SAMPLE.width / 2, SAMPLE.height / 2]
    if (paint) boxes.push({ x1: x, x2: x + SAMPLE.width, y1: y - half, y2: y + half, ...paint })
    if (line) rules.push({ x: middle, y1: y - half, y2: y + half, stroke: line })
    if (sign) labels.push({ fill: INK, ...sign, x: middle, y, size: 13, bold: true, anchor: 'middle' })
    const from = x + SAMPLE.width + SAMPLE.gap
    labels.push(...lines.map((one, at) => ({ x: from, y: y + at * 18, text: one })))
    x += width
    y += (lines.length - 1) * 18
  }
  if (entries.length > 0) y += PITCH
  const said = remark === '' ? [] : wrapped(remark, right - left, 12)
  labels.push(...said.map((text, at) => ({ x: left, y: y + at * 18, text, fill: MUTED })))
  return { boxes, labels, rules, bottom: y + Math.max(said.length - 1, 0) * 18 + PITCH / 2 }
}
