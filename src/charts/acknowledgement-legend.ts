import { isStriped, paint } from './acknowledgement-row.js'
import { MUTED, SIGNAL } from './colour.js'
import type { GroupPartition, MessageState } from './message-states.js'
import type { Box, Label, Rule } from './scene.js'
import { textWidth } from './words.js'

const LINE_HEIGHT = 22
const SOURCE_WIDTH = 160
const STRIPES =
  'Where states change too often to draw, a stripe shows the most frequent one; the table has the numbers.'

/** The key below the grid: one line for what the broker says (solid), one for what only the member knows (hatched). */
export function legend(
  states: readonly GroupPartition[],
  left: number,
  top: number,
): { boxes: Box[]; labels: Label[]; rules: Rule[]; bottom: number } {
  const boxes: Box[] = []
  const rules: Rule[] = []
  const labels: Label[] = []
  const line = (
    y: number,
    source: string,
    entries: readonly (readonly [MessageState | 'line', string])[],
  ): void => {
    labels.push({ x: left, y, text: source, bold: true })
    let x = left + SOURCE_WIDTH
    for (const [kind, text] of entries) {
      if (kind === 'line') rules.push({ x: x + 8, y1: y - 8, y2: y + 8, stroke: SIGNAL })
      else boxes.push({ x1: x, x2: x + 18, y1: y - 7, y2: y + 7, ...paint(kind, MUTED) })
      labels.push({ x: x + 24, y, text })
      x += 24 + textWidth(text, 12) + 16
    }
  }
  const held = states.some((one) => one.gap)
    ? 'acknowledged, held above a gap'
    : 'acknowledged, not committed'
  line(top + 10, 'The broker says', [
    ['committed', 'committed'],
    ['line', 'committed offset: the next to read'],
    ['unread', 'in the log, not received here'],
  ])
  line(top + 10 + LINE_HEIGHT, 'Only the member knows', [
    ['received', 'received'],
    ['acknowledged', held],
  ])
  const lines = states.some(isStriped) ? 3 : 2
  if (lines === 3) labels.push({ x: left, y: top + 10 + 2 * LINE_HEIGHT, text: STRIPES, fill: MUTED })
  return { boxes, rules, labels, bottom: top + 10 + (lines - 0.5) * LINE_HEIGHT }
}
