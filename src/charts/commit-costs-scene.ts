import { LINE, MUTED, SIGNAL } from './colour.js'
import type { CommitCost } from './commit-costs.js'
import type { Box, Label, Scene } from './scene.js'
import { count, counted, shortened, textWidth } from './words.js'

const WIDTH = 800
const MARGIN = 16
const TOP = 48
const ROW = { pitch: 34, height: 20 }
const BAR = '#3b4656'
const MOST = 20
const GAP = 24

/** A row for each strategy, two bars in it: the commits, and, hatched, what came again. Each column has its own scale. */
export function commitCostsScene(title: string, rows: readonly CommitCost[]): Scene {
  const shown = rows.slice(0, MOST)
  const names = shown.map(({ strategy }) => shortened(strategy, 26))
  const left = MARGIN + Math.max(...names.map((name) => textWidth(name, 13)), 60) + 16
  const width = (WIDTH - MARGIN - left - GAP) / 2
  const columns = [
    {
      x: left,
      heading: 'commits confirmed',
      value: (row: CommitCost) => row.commits,
      paint: { fill: BAR, stroke: BAR },
    },
    {
      x: left + width + GAP,
      heading: 'messages redelivered after a crash',
      value: (row: CommitCost) => row.redelivered,
      paint: { fill: SIGNAL, stroke: SIGNAL, hatch: 'dense' as const },
    },
  ]
  const boxes: Box[] = []
  const labels: Label[] = [{ x: MARGIN, y: 24, text: title, size: 16, bold: true }]
  shown.forEach((_, at) => {
    labels.push({ x: MARGIN, y: middleOf(at), text: names[at] ?? '', size: 13, bold: true })
  })
  for (const { x, heading, value, paint } of columns) {
    labels.push({ x, y: TOP + 10, text: heading, bold: true })
    const most = Math.max(...shown.map(value), 1)
    const room = width - textWidth(count(most), 12) - 14
    shown.forEach((row, at) => {
      const end = x + (value(row) / most) * room
      const y = { y1: middleOf(at) - ROW.height / 2, y2: middleOf(at) + ROW.height / 2 }
      if (value(row) > 0) boxes.push({ x1: x, x2: Math.max(end, x + 1), ...y, ...paint })
      labels.push({ x: end + 8, y: middleOf(at), text: count(value(row)), bold: true })
    })
  }
  const bottom = TOP + 26 + shown.length * ROW.pitch
  labels.push({ x: MARGIN, y: bottom + 10, text: note(rows, shown.length), fill: MUTED })
  const rules = columns.map(({ x }) => ({ x: x - 2, y1: TOP + 22, y2: bottom - 4, stroke: LINE, thin: true }))
  return { width: WIDTH, height: bottom + 24, boxes, labels, rules: shown.length === 0 ? [] : rules }
}

function middleOf(at: number): number {
  return TOP + 22 + at * ROW.pitch + ROW.pitch / 2
}

function note(rows: readonly CommitCost[], shown: number): string {
  const sizes = [...new Set(rows.map(({ messages }) => messages))]
  if (rows.length === 0) return 'No strategy has been run yet.'
  const rest = rows.length > shown ? ` ${count(rows.length - shown)} more are in the numbers.` : ''
  const handled =
    sizes.length === 1
      ? `${counted(sizes[0] ?? 0, 'message')} each.`
      : 'Numbers of messages differ: see the numbers.'
  return `${handled} Each column has a scale of its own.${rest}`
}
