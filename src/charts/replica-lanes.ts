import { type ReplicaLook, type ReplicaSpan, replicaSpans } from '../model/replica-spans.js'
import { MUTED } from './colour.js'
import { LANE, leaderlessRow, nodesOf, type RowPlace, replicaRow } from './replica-lane.js'
import type { Box, Label } from './scene.js'
import { counted, shortened } from './words.js'

const MARGIN = 16
const MOST_PARTITIONS = 8
/** Boxes that are drawn: an SVG of at most 200 kB. */
const MOST_BOXES = 600

/** The lanes of all partitions. */
export interface ReplicaLanes {
  readonly boxes: Box[]
  readonly labels: Label[]
  readonly bottom: number
  /** From top to bottom, where a line crosses neither box nor name. */
  readonly clear: (readonly [number, number])[]
  readonly leaderless: boolean
}

/** Where the lanes stand, in px. */
export interface LanesPlace {
  readonly x: (ms: number) => number
  /** Where the last box of a row ends. */
  readonly end: (ms: number) => number
  readonly top: number
  /** Where the time axis begins and ends. */
  readonly left: number
  readonly right: number
  /** What came later is left out, and all else is in its place; in ms since 1970. Default: nothing is left out. */
  readonly nowMs?: number
}

/** The lanes, the coarser the more there is to draw. */
export function replicaLanes(looks: readonly ReplicaLook[], place: LanesPlace): ReplicaLanes {
  const { left, right, nowMs = Number.POSITIVE_INFINITY } = place
  const spans = replicaSpans(looks)
  const lengthMs = Math.max((looks.at(-1)?.atMs ?? 0) - (looks[0]?.atMs ?? 0), 1)
  for (let leastMs = (2 * lengthMs) / (right - left); ; leastMs *= 2) {
    const lanes = lanesFrom(spans, { ...place, nowMs }, leastMs)
    if (lanes.boxes.length <= MOST_BOXES || leastMs > lengthMs) return lanes
  }
}

function lanesFrom(
  spans: readonly ReplicaSpan[],
  { x, end, top, left, right, nowMs }: Required<LanesPlace>,
  leastMs: number,
): ReplicaLanes {
  const names = [...new Set(spans.map(({ topic, partition }) => `${topic}/${partition}`))]
  const space: Omit<RowPlace, 'middle'> = { x, end, leastMs }
  const shown = names.slice(0, MOST_PARTITIONS)
  const several = new Set(spans.map(({ topic }) => topic)).size > 1
  const boxes: Box[] = []
  const labels: Label[] = []
  const clear: [number, number][] = []
  let [y, leaderless] = [top, false]
  for (const name of shown) {
    const own = spans.filter(({ topic, partition }) => `${topic}/${partition}` === name)
    const heading = several
      ? `${own[0]?.topic} partition ${own[0]?.partition}`
      : `partition ${own[0]?.partition}`
    labels.push({ x: MARGIN, y: y + 10, text: shortened(heading, 100), bold: true })
    y += 20
    clear.push([y - 2, y + 2])
    const seen = own.flatMap((span) =>
      span.fromMs > nowMs ? [] : [{ ...span, toMs: Math.min(span.toMs, Math.max(nowMs, span.fromMs + 1)) }],
    )
    for (const node of nodesOf(own)) {
      const row = replicaRow(seen, node, { ...space, middle: y + LANE.row / 2 })
      labels.push({ x: MARGIN + 8, y: y + LANE.row / 2, text: `node ${node}` }, ...row.labels)
      boxes.push(...row.boxes)
      y += LANE.row
      clear.push([y - 2, y + 2])
    }
    const alone = leaderlessRow(seen, { ...space, middle: y + LANE.leaderless / 2 }, [left, right])
    if (own.some(({ leader }) => leader === null)) {
      leaderless = true
      boxes.push(...alone.boxes)
      labels.push(...alone.labels)
      y += LANE.leaderless
    }
    y += 4
  }
  const rest = names.length - shown.length
  if (rest > 0) {
    labels.push({
      x: left,
      y: y + 10,
      text: `and ${counted(rest, 'more partition')}, in the numbers`,
      fill: MUTED,
    })
    y += 22
  }
  return { boxes, labels, clear, leaderless, bottom: y + 2 }
}
