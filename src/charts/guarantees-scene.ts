import { INK, MUTED, PAPER, SIGNAL } from './colour.js'
import { fateInk, fatePaint } from './fate.js'
import type { GuaranteeRun } from './guarantees.js'
import { type LegendEntry, legendBelow } from './legend.js'
import type { Box, Label, Scene } from './scene.js'
import { count, shortened, textWidth, wrapped } from './words.js'

/** The runs of one guarantee that crashed at one point. */
export interface CrashCell {
  readonly point: GuaranteeRun['point']
  readonly runs: readonly GuaranteeRun[]
  /** Messages, over all of these runs. */
  readonly sums: { readonly lost: number; readonly repeated: number }
  /** What the runs came to: '12 of 12 lost one'. */
  readonly words: readonly string[]
}

type Outcome = 'neither' | 'lost' | 'duplicated' | 'both'

const WIDTH = 800
const MARGIN = 16
const LEFT = 136
const GAP = 20
const CELL = (WIDTH - MARGIN - LEFT - 2 * GAP) / 3
const TILE = { most: 30, least: 16.7, gap: 2, height: 20 }
/** More runs than this are a bar with counts. */
const MOST_TILES = 100
/** Px of an outcome in a bar at least: one run in a thousand is to be seen, too. */
const SLIVER = 4
const LINE = 18
const REMARK =
  'A box is one run with one crash; more than 100 runs are a bar. The two steps are handling and committing, in the order of the guarantee.'
const OUTCOMES: readonly Outcome[] = ['lost', 'duplicated', 'both', 'neither']

/** A row for each guarantee and a column for each point of the crash: the runs as boxes, and what they came to. */
export function guaranteesScene(
  title: string,
  rows: readonly { readonly guarantee: string; readonly cells: readonly CrashCell[] }[],
): Scene {
  const boxes: Box[] = []
  const labels: Label[] = [{ x: MARGIN, y: 24, text: shortened(title, 78), size: 16, bold: true }]
  let y = 52
  const heading = rows.length === 0 ? 'Nothing has been run yet.' : 'the crash came'
  labels.push({ x: MARGIN, y, text: heading })
  rows[0]?.cells.forEach(({ point }, at) => {
    labels.push({ x: left(at), y, text: `${point} steps`.replace('two steps', 'two'), bold: true })
  })
  y += 16
  for (const { guarantee, cells } of rows) {
    labels.push({ x: MARGIN, y: y + TILE.height / 2, text: guarantee, size: 14, bold: true })
    const bottoms = cells.map((cell, at) => {
      const drawn = runsOf(cell.runs, left(at), y)
      boxes.push(...drawn.boxes)
      labels.push(...drawn.labels)
      const lines = cell.words.flatMap((words) => wrapped(words, CELL, 12))
      const fill = cell.runs.length === 0 ? MUTED : INK
      labels.push(
        ...lines.map((text, line) => ({ x: left(at), y: drawn.bottom + 10 + line * LINE, text, fill })),
      )
      return drawn.bottom + lines.length * LINE
    })
    y = Math.max(...bottoms) + 18
  }
  const there = OUTCOMES.filter((one) =>
    rows.some(({ cells }) => cells.some(({ runs }) => runs.some((run) => outcomeOf(run) === one))),
  )
  const key = legendBelow(
    there.map((one): LegendEntry => ({ text: WORDS[one], paint: PAINT[one], sign: signOf(one) })),
    rows.length === 0 ? '' : REMARK,
    { left: MARGIN, right: WIDTH - MARGIN, top: y },
  )
  return {
    ...{ width: WIDTH, height: key.bottom + 6, rules: [] },
    boxes: [...boxes, ...key.boxes],
    labels: [...labels, ...key.labels],
  }
}

const left = (column: number): number => LEFT + column * (CELL + GAP)

function runsOf(
  runs: readonly GuaranteeRun[],
  x: number,
  y: number,
): { boxes: Box[]; labels: Label[]; bottom: number } {
  const inOrder = OUTCOMES.flatMap((outcome) => runs.filter((run) => outcomeOf(run) === outcome))
  if (inOrder.length > MOST_TILES) return barOf(inOrder, x, y)
  const width = Math.min(Math.max(CELL / Math.max(inOrder.length, 1), TILE.least), TILE.most)
  const abreast = Math.floor(CELL / width)
  const place = (at: number): Pick<Box, 'x1' | 'x2' | 'y1' | 'y2'> => {
    const x1 = x + (at % abreast) * width
    const y1 = y + Math.floor(at / abreast) * (TILE.height + TILE.gap)
    return { x1, x2: x1 + width - TILE.gap, y1, y2: y1 + TILE.height }
  }
  const boxes = inOrder.map((run, at) => ({ ...place(at), ...PAINT[outcomeOf(run)] }))
  const labels = inOrder.map((run, at): Label => {
    const { x1, x2, y1, y2 } = place(at)
    const sign = signOf(outcomeOf(run))
    return { x: (x1 + x2) / 2, y: (y1 + y2) / 2, ...sign, size: 12, bold: true, anchor: 'middle' }
  })
  const lines = Math.max(Math.ceil(inOrder.length / abreast), 1)
  return { boxes, labels, bottom: y + lines * (TILE.height + TILE.gap) }
}

/** The runs as one bar, each outcome as long as its share, with its number where that fits. */
function barOf(
  runs: readonly GuaranteeRun[],
  x: number,
  y: number,
): { boxes: Box[]; labels: Label[]; bottom: number } {
  const boxes: Box[] = []
  const labels: Label[] = []
  let from = x
  for (const outcome of OUTCOMES) {
    const many = runs.filter((run) => outcomeOf(run) === outcome).length
    const to = many === 0 ? from : from + SLIVER + (many / runs.length) * (CELL - SLIVER * OUTCOMES.length)
    if (many > 0) boxes.push({ x1: from, x2: to, y1: y, y2: y + TILE.height, ...PAINT[outcome] })
    const text = `${signOf(outcome).text} ${count(many)}`
    const sign = { ...signOf(outcome), text, bold: true, anchor: 'middle' as const }
    if (many > 0 && textWidth(text, 12) <= to - from - 4)
      labels.push({ x: (from + to) / 2, y: y + TILE.height / 2, ...sign })
    from = to
  }
  return { boxes, labels, bottom: y + TILE.height + TILE.gap }
}

function outcomeOf({ lost, repeated }: GuaranteeRun): Outcome {
  if (lost > 0) return repeated > 0 ? 'both' : 'lost'
  return repeated > 0 ? 'duplicated' : 'neither'
}

const PAINT: Readonly<Record<Outcome, Pick<Box, 'fill' | 'stroke' | 'hatch'>>> = {
  neither: fatePaint('handled'),
  lost: fatePaint('lost'),
  duplicated: fatePaint('repeated'),
  both: { fill: PAPER, stroke: SIGNAL },
}

const WORDS: Readonly<Record<Outcome, string>> = {
  neither: 'neither lost nor duplicated',
  lost: 'a message was lost',
  duplicated: 'a message was duplicated',
  both: 'both: one lost, another duplicated',
}

function signOf(outcome: Outcome): Pick<Label, 'text' | 'fill' | 'halo'> {
  if (outcome === 'neither') return { text: '✓', fill: INK }
  if (outcome === 'lost') return { text: '✗', fill: fateInk('lost') }
  if (outcome === 'duplicated') return { text: '+', fill: INK, halo: true }
  return { text: '✗+', fill: SIGNAL }
}
