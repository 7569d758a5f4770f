import type { Gap } from '../model/gaps.js'
import type { GenerationSpan } from '../model/generations.js'
import type { MemberChange } from '../model/member-changes.js'
import type { TopicPartition } from '../model/observation.js'
import type { OwnershipSegment } from '../model/ownership.js'
import { INK, LINE, MUTED, SIGNAL } from './colour.js'
import { BESIDE, type Marker, markers } from './markers.js'
import { laneBoxes, laneLabels, laneOf } from './rebalance-lane.js'
import { rebalanceLegend } from './rebalance-legend.js'
import { gapRow, generationRow } from './rebalance-rows.js'
import type { Box, Label, Rule, Scene } from './scene.js'
import { secondTicks } from './spans.js'
import { counted, shortened } from './words.js'

/** What the picture is made of; times in ms since 1970, all between `sinceMs` and `untilMs`. */
export interface RebalancePicture {
  readonly title: string
  readonly segments: readonly OwnershipSegment[]
  readonly gaps: readonly Gap[]
  readonly generations: readonly GenerationSpan[]
  readonly changes: readonly MemberChange[]
  readonly sinceMs: number
  readonly untilMs: number
  /** What the axis counts. */
  readonly axis: string
  readonly colour: (member: string) => string
}

const WIDTH = 800
const MARGIN = 16
const LEFT = 112
const RIGHT = WIDTH - 28
const TOP = 42
const ROW = 18
const BAND = { height: 20, pitch: 30 }
const LANE = 30
const MOST_LANES = 24
/** Segments that are drawn one by one: an SVG of at most 200 kB. */
const MOST_PIECES = 500

/** What is known of a story at a time of it, `nowMs`. */
export type RebalanceSeen = Pick<RebalancePicture, 'segments' | 'gaps' | 'generations'> & {
  readonly nowMs: number
}

/**
 * Words on what happened, the generations, a lane for each partition, the lengths of the gaps, and the axis. With `seen` the
 * same picture as it was then: in the same places, and blank from then on.
 */
export function rebalanceScene(picture: RebalancePicture, seen?: RebalanceSeen): Scene {
  const { title, changes, sinceMs, untilMs, colour } = picture
  const { segments, gaps, generations, nowMs } = seen ?? { ...picture, nowMs: untilMs }
  const x = (ms: number): number =>
    Math.round(10 * (LEFT + ((ms - sinceMs) / (untilMs - sinceMs)) * (RIGHT - LEFT))) / 10
  const boxes: Box[] = []
  const rules: Rule[] = []
  const labels: Label[] = [{ x: MARGIN, y: 24, text: shortened(title, 70), size: 16, bold: true }]
  const marks = markers(
    changes.map((change) => ({ ...change, x: x(change.atMs) })),
    LEFT,
    RIGHT,
  )
  const above = TOP + ROW * (1 + Math.max(-1, ...marks.map(({ row }) => row)))
  const now = marks.filter((mark) => mark.x <= x(nowMs))
  labels.push(...now.map(markerLabel))
  const band = generationRow(generations, x, { y1: above + 8, y2: above + 8 + BAND.height })
  boxes.push(...band.boxes)
  labels.push({ x: MARGIN, y: above + 8 + BAND.height / 2, text: 'generation', bold: true }, ...band.labels)

  const all = lanesOf(picture.segments)
  const shown = all.slice(0, MOST_LANES)
  const several = new Set(all.map(({ topic }) => topic)).size > 1
  const then = lanesOf(segments)
  const cut = pieces(
    shown.map((lane) => then.find((one) => isSame(one, lane)) ?? { ...lane, segments: [] }),
    (untilMs - sinceMs) / (RIGHT - LEFT),
  )
  // Between the lanes only, so that a line crosses no name.
  const clear: [number, number][] = [[above + 8 + BAND.height, above + 8 + BAND.pitch + 2]]
  let y = above + 8 + BAND.pitch
  shown.forEach(({ topic, partition }, at) => {
    if (several && topic !== shown[at - 1]?.topic) {
      labels.push({ x: MARGIN, y: y + 10, text: shortened(topic, 90), bold: true })
      y += 22
    }
    const space = { x, middle: y + LANE / 2, colour }
    const mine = gaps.filter((gap) => isSame(gap, { topic, partition }))
    labels.push({ x: MARGIN, y: space.middle, text: `partition ${partition}`, bold: true })
    boxes.push(...laneBoxes(cut[at] ?? [], space))
    labels.push(...laneLabels(cut[at] ?? [], mine, space))
    y += LANE
    clear.push([y - 2, y + 2])
  })
  if (shown.length < all.length) {
    const text = `and ${counted(all.length - shown.length, 'more partition')}, in the numbers`
    labels.push({ x: LEFT, y: y + 10, text, fill: MUTED })
    y += 22
  }
  rules.push(
    ...now.flatMap(({ x: at, row }): Rule[] =>
      [[TOP + row * ROW + 1, above + 7] as const, ...clear].map(([y1, y2]) => {
        return { x: at, y1, y2, stroke: INK, thin: true }
      }),
    ),
  )
  if (seen) rules.push({ x: x(nowMs), y1: above + 8, y2: y + 4, stroke: INK, thin: true, dashed: true })
  const place = { y: y + 12, left: LEFT, right: WIDTH - 4 }
  const lengths = gapRow(picture.gaps, x, place)
  if (lengths.labels.length > 0) {
    labels.push({ x: MARGIN, y: y + 12, text: 'nobody reads', bold: true, fill: SIGNAL })
    labels.push(...gapRow(gaps, x, place).labels)
    y += 24
  }
  y += 4
  boxes.push({ x1: LEFT, x2: RIGHT, y1: y, y2: y + 0.5, fill: LINE, stroke: LINE })
  for (const { ms, text } of secondTicks(untilMs - sinceMs)) {
    rules.push({ x: x(sinceMs + ms), y1: y, y2: y + 5, stroke: LINE, thin: true })
    labels.push({ x: x(sinceMs + ms), y: y + 14, text, anchor: 'middle' })
  }
  labels.push({ x: (LEFT + RIGHT) / 2, y: y + 32, text: picture.axis, anchor: 'middle' })
  const legend = rebalanceLegend(
    picture.segments,
    { crowded: cut.flat().some((piece) => 'count' in piece), unsaid: lengths.unsaid },
    colour,
    { left: MARGIN, right: RIGHT, top: y + 48 },
  )
  return {
    ...{ width: WIDTH, height: legend.bottom + 6, rules },
    boxes: [...boxes, ...legend.boxes],
    labels: [...labels, ...legend.labels],
  }
}

function markerLabel({ x, text, anchor, row }: Marker): Label {
  const side = anchor === 'start' ? BESIDE : -BESIDE
  return { x: x + side, y: TOP + row * ROW + ROW / 2, text, anchor, bold: true, halo: true }
}

interface SegmentLane extends TopicPartition {
  readonly segments: OwnershipSegment[]
}

function lanesOf(segments: readonly OwnershipSegment[]): SegmentLane[] {
  const lanes: SegmentLane[] = []
  for (const segment of segments) {
    const { topic, partition } = segment
    const lane = lanes.at(-1)
    if (lane && isSame(lane, segment)) lane.segments.push(segment)
    else lanes.push({ topic, partition, segments: [segment] })
  }
  return lanes
}

function isSame(one: TopicPartition, other: TopicPartition): boolean {
  return one.topic === other.topic && one.partition === other.partition
}

/** The lanes in pieces, the coarser the more there are. */
function pieces(lanes: readonly SegmentLane[], msPerPx: number): ReturnType<typeof laneOf>[] {
  for (let least = 2 * msPerPx; ; least *= 2) {
    const cut = lanes.map(({ segments }) => laneOf(segments, least))
    if (cut.flat().length <= MOST_PIECES) return cut
  }
}
