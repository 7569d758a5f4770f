import { INK, inkOn, LINE, MUTED, PAPER, SIGNAL } from './colour.js'
import { coarse, type GroupPartition, type MessageState, type StateRun } from './message-states.js'
import type { Box, Label, Rule } from './scene.js'
import { count, textWidth } from './words.js'

/** Heights of one row in px: the committed offset's label above the cells, the cells, and the whole with its distance. */
export const ROW = { label: 16, height: 28, pitch: 54 } as const

/** More runs than this are merged: narrower ones could not be told apart, and would make the picture large. */
const MOST_RUNS = 120

interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  /** Px an offset takes, or null where the offsets are drawn as runs over the whole width. */
  readonly cell: number | null
  readonly colour: string
}

/** One group's view of one partition: a cell an offset or a run, and the committed offset as a line with its number. */
export function partitionRow(
  one: GroupPartition,
  place: Place,
): { boxes: Box[]; labels: Label[]; rules: Rule[] } {
  const { start, end } = one
  const perOffset = place.cell ?? place.width / Math.max(end - start, 1)
  const at = (offset: number): number => place.x + (offset - start) * perOffset
  const [y1, y2] = [place.y + ROW.label, place.y + ROW.label + ROW.height]
  const runs = place.cell === null ? coarse(one.runs, MOST_RUNS) : singly(one.runs)
  const exact = !isStriped(one)
  const inset = place.cell === null ? 0 : 1
  const boxes: Box[] = runs.map(({ from, to, state }) => ({
    ...{ x1: at(from) + inset, x2: at(to) - inset, y1, y2 },
    ...paint(state, place.colour),
  }))
  if (runs.length === 0) boxes.push(nothing(place.x, (y1 + y2) / 2))
  const labels = runs.flatMap((run) => {
    if (!exact && run.state !== 'committed') return []
    const text = run.to - run.from === 1 ? count(run.from) : `${count(run.from)} to ${count(run.to - 1)}`
    const size = place.cell !== null && place.cell < 24 ? 10 : 12
    if (textWidth(text, size) > at(run.to) - at(run.from) - (place.cell === null ? 8 : 2)) return []
    return [
      {
        x: (at(run.from) + at(run.to)) / 2,
        y: (y1 + y2) / 2,
        text,
        size,
        ...lettering(run.state, place.colour),
      },
    ]
  })
  const mark = committedMark(one, at, place)
  return { boxes, labels: [...labels, mark.label], rules: mark.rules }
}

/** Whether the states change too often to draw each run; stripes of the most frequent state stand for them. */
export function isStriped({ runs }: GroupPartition): boolean {
  return runs.length > MOST_RUNS
}

/** Fill and outline of a state; `colour` is the group's, or a neutral one in the legend. */
export function paint(state: MessageState, colour: string): Pick<Box, 'fill' | 'stroke' | 'hatch'> {
  switch (state) {
    case 'committed':
      return { fill: colour, stroke: colour }
    case 'acknowledged':
      return { fill: colour, stroke: colour, hatch: 'dense' }
    case 'received':
      return { fill: LINE, stroke: LINE, hatch: 'sparse' }
    case 'unread':
      return { fill: PAPER, stroke: LINE }
  }
}

function lettering(state: MessageState, colour: string): Pick<Label, 'anchor' | 'fill' | 'halo' | 'bold'> {
  if (state === 'committed') return { anchor: 'middle', fill: inkOn(colour), bold: true }
  if (state === 'unread') return { anchor: 'middle', fill: MUTED }
  return { anchor: 'middle', fill: INK, halo: true, bold: state === 'acknowledged' }
}

function committedMark(
  { committed, start, end }: GroupPartition,
  at: (offset: number) => number,
  { x, y, width }: Place,
): { label: Label; rules: Rule[] } {
  if (committed === null) return { label: { x, y: y + 6, text: 'never committed', fill: MUTED }, rules: [] }
  const outside =
    committed > end ? `, log end ${count(end)}` : committed < start ? `, log start ${count(start)}` : ''
  const text = `committed ${count(committed)}${outside}`
  const line = Math.min(
    Math.max(committed > end ? at(end) + 8 : committed < start ? x - 8 : at(committed), x - 8),
    x + width + 8,
  )
  const half = textWidth(text, 12) / 2
  const anchor = line - half < x ? 'start' : line + half > x + width ? 'end' : 'middle'
  const shift = anchor === 'start' ? -2 : anchor === 'end' ? 2 : 0
  return {
    label: { x: line + shift, y: y + 6, text, fill: SIGNAL, bold: true, anchor },
    rules: [
      {
        x: line,
        y1: y + ROW.label - 3,
        y2: y + ROW.label + ROW.height + 4,
        stroke: SIGNAL,
        dashed: outside !== '',
      },
    ],
  }
}

function nothing(x: number, y: number): Box {
  return { x1: x, x2: x + 60, y1: y - 0.5, y2: y + 0.5, fill: LINE, stroke: LINE }
}

function singly(runs: readonly StateRun[]): StateRun[] {
  return runs.flatMap(({ from, to, state }) =>
    Array.from({ length: to - from }, (_, index) => ({ from: from + index, to: from + index + 1, state })),
  )
}
