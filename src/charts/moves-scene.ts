import { LINE, MUTED } from './colour.js'
import type { Box, Label, Scene } from './scene.js'
import { count, ending, shortened, textWidth } from './words.js'

/** A line for each assignor; `moved` has one entry a step, null where it was not run. */
export interface MovesGrid {
  readonly steps: readonly string[]
  readonly lines: readonly {
    readonly assignor: string
    readonly moved: readonly (number | null)[]
    readonly total: number
  }[]
}

const WIDTH = 800
const MARGIN = 16
const TOP = 48
const ROW = { pitch: 34, height: 20 }
const BAR = '#7f8ea3'
const TOTAL = '#3b4656'
const MOST_STEPS = 8
const NUMBER = 40

/** A bar and its number in each cell, all steps on one scale, the totals on one of their own. */
export function movesScene(title: string, { steps, lines }: MovesGrid): Scene {
  const left =
    MARGIN + Math.max(...lines.map(({ assignor }) => textWidth(shortened(assignor, 22), 13)), 60) + 16
  const shown = steps.slice(-MOST_STEPS)
  const width = (WIDTH - MARGIN - left) / (shown.length + 2)
  const boxes: Box[] = []
  const labels: Label[] = [{ x: MARGIN, y: 24, text: title, size: 16, bold: true }]
  const heading = (column: number, text: string): Label => {
    return { x: left + column * width, y: TOP + 10, text: ending(text, Math.floor(width / 8)), bold: true }
  }
  labels.push(
    { x: MARGIN, y: TOP + 10, text: 'assignor', fill: MUTED },
    ...shown.map((step, at) => heading(at, step)),
  )
  if (lines.length > 0) labels.push(heading(shown.length, 'total'))
  const scale = (values: readonly (number | null)[], room: number): number =>
    room / Math.max(...values.map((value) => value ?? 0), 1)
  const perMove = scale(
    lines.flatMap(({ moved }) => moved),
    width - NUMBER,
  )
  const perTotal = scale(
    lines.map(({ total }) => total),
    2 * width - NUMBER,
  )
  lines.forEach(({ assignor, moved, total }, at) => {
    const middle = TOP + 22 + at * ROW.pitch + ROW.pitch / 2
    const cell = (column: number, value: number | null, px: number, fill: string): void => {
      const x = left + column * width
      const end = x + (value ?? 0) * px
      const y = { y1: middle - ROW.height / 2, y2: middle + ROW.height / 2 }
      if (value !== null && value > 0) boxes.push({ x1: x, x2: end, ...y, fill, stroke: fill })
      const text = value === null ? 'not run' : count(value)
      labels.push({
        x: end + (value ? 6 : 0),
        y: middle,
        text,
        bold: value !== null,
        ...(value === null ? { fill: MUTED } : {}),
      })
    }
    labels.push({ x: MARGIN, y: middle, text: shortened(assignor, 22), size: 13, bold: true })
    moved.slice(-MOST_STEPS).forEach((value, column) => {
      cell(column, value, perMove, BAR)
    })
    cell(shown.length, total, perTotal, TOTAL)
  })
  const bottom = TOP + 26 + lines.length * ROW.pitch
  const cut =
    steps.length > shown.length ? `The last ${MOST_STEPS} of ${steps.length} steps; the total is of all.` : ''
  const note = lines.length === 0 ? 'No assignor has been run yet.' : cut
  if (note !== '') labels.push({ x: MARGIN, y: bottom + 8, text: note, fill: MUTED })
  const line = lines.length === 0 ? [] : [{ x: left - 8, y1: TOP, y2: bottom, stroke: LINE, thin: true }]
  return { width: WIDTH, height: bottom + (note === '' ? 4 : 22), boxes, labels, rules: line }
}
