import type { ReplicaLook } from '../model/replica-spans.js'
import type { BrokerChange } from './broker-changes.js'
import { INK, LINE, SIGNAL } from './colour.js'
import { legendBelow } from './legend.js'
import { BESIDE, markersOf } from './markers.js'
import { CROWD, rolePaint } from './replica-lane.js'
import { replicaLanes } from './replica-lanes.js'
import type { Box, Label, Rule, Scene } from './scene.js'
import { inWords, secondTicks } from './spans.js'
import { counted, listed, shortened } from './words.js'

/** What the picture is made of. */
export interface ReplicasPicture {
  readonly title: string
  readonly looks: readonly ReplicaLook[]
  /** From the first look on. */
  readonly changes: readonly BrokerChange[]
  readonly controller: number | null
}

const WIDTH = 800
const MARGIN = 16
const LEFT = 92
const RIGHT = WIDTH - 28
const MARK = 18
/** Px for what the last look found. */
const LAST = 12

/** What happened to brokers, a row for each replica of each partition, and the axis. Blank from `nowMs` on, in ms since 1970. */
export function replicasScene(
  { title, looks, changes, controller }: ReplicasPicture,
  nowMs = Number.POSITIVE_INFINITY,
): Scene {
  const labels: Label[] = [{ x: MARGIN, y: 24, text: shortened(title, 78), size: 16, bold: true }]
  const [first, last] = [looks[0], looks.at(-1)]
  if (!first || !last) {
    labels.push({ x: MARGIN, y: 52, text: 'Nobody has looked yet.' })
    return { width: WIDTH, height: 68, boxes: [], labels, rules: [] }
  }
  const named = controller === null ? '' : `Controller: node ${controller}, never killed here.`
  if (named !== '') labels.push({ x: MARGIN, y: 46, text: named })
  const top = named === '' ? 42 : 60
  const sinceMs = first.atMs
  const untilMs = Math.max(last.atMs, changes.at(-1)?.atMs ?? 0, sinceMs + 1)
  const x = (ms: number): number =>
    Math.round(
      10 * (LEFT + ((Math.min(ms, untilMs) - sinceMs) / (untilMs - sinceMs)) * (RIGHT - LAST - LEFT)),
    ) / 10
  const end = (ms: number): number => (ms < last.atMs ? x(ms) : x(last.atMs) + LAST)
  const marks = markersOf(
    changes.map((change) => ({ ...change, x: x(change.atMs) })),
    changesInWords,
    LEFT,
    RIGHT,
  )
  const above = top + MARK * (1 + Math.max(-1, ...marks.map(({ row }) => row)))
  // As far as the last look until then: what followed it was not known.
  const knownMs = looks.findLast(({ atMs }) => atMs <= nowMs)?.atMs ?? sinceMs
  const drawn = replicaLanes(looks, { x, end, top: above + 6, left: LEFT, right: RIGHT, nowMs: knownMs })
  const y = drawn.bottom
  const now = marks.filter((mark) => mark.x <= x(nowMs))
  const rules: Rule[] = now.flatMap(({ x: at, row }) =>
    [[top + row * MARK, above + 6] as const, ...drawn.clear].map(([y1, y2]) => {
      return { x: at, y1, y2, stroke: INK, thin: true }
    }),
  )
  if (nowMs < untilMs)
    rules.push({ x: x(nowMs), y1: above + 6, y2: y, stroke: INK, thin: true, dashed: true })
  for (const { x: at, text, anchor, row } of now) {
    const side = anchor === 'start' ? BESIDE : -BESIDE
    labels.push({ x: at + side, y: top + row * MARK + MARK / 2, text, anchor, bold: true, halo: true })
  }
  const axis: Box = { x1: LEFT, x2: RIGHT, y1: y, y2: y + 0.5, fill: LINE, stroke: LINE }
  for (const { ms, text } of secondTicks(untilMs - sinceMs)) {
    rules.push({ x: x(sinceMs + ms), y1: y, y2: y + 5, stroke: LINE, thin: true })
    labels.push({ x: x(sinceMs + ms), y: y + 14, text, anchor: 'middle' })
  }
  labels.push({ x: (LEFT + RIGHT) / 2, y: y + 32, text: 'seconds since the first look', anchor: 'middle' })
  const key = legendBelow(
    [
      { text: 'leader', paint: rolePaint('leader'), sign: { text: 'L', fill: '#ffffff' } },
      { text: 'follower, in sync', paint: rolePaint('in sync') },
      { text: 'replica out of sync', paint: rolePaint('out of sync') },
      ...(drawn.boxes.some(({ hatch }) => hatch)
        ? [{ text: 'too many changes to draw: see the numbers', paint: CROWD }]
        : []),
      ...(drawn.leaderless ? [{ text: 'no leader known', paint: { fill: SIGNAL, stroke: SIGNAL } }] : []),
    ],
    remark(looks),
    { left: MARGIN, right: RIGHT, top: y + 46 },
  )
  return {
    ...{ width: WIDTH, height: key.bottom + 6, rules },
    boxes: [...drawn.boxes, axis, ...key.boxes],
    labels: [...labels, ...drawn.labels, ...key.labels],
  }
}

/** 'nodes 2 and 3 killed': to whom, and what was done. */
function changesInWords(together: readonly BrokerChange[]): string {
  const kinds = [...new Set(together.map(({ change }) => change))]
  return kinds
    .map((kind) => {
      const who = new Set(
        together.filter(({ change }) => change === kind).map(({ broker }) => String(broker)),
      )
      if (who.size > 4) return `${who.size} nodes ${kind}`
      return `${who.size > 1 ? 'nodes' : 'node'} ${listed([...who])} ${kind}`
    })
    .join(', ')
}

function remark(looks: readonly ReplicaLook[]): string {
  const between = Math.max(0, ...looks.slice(1).map(({ atMs }, at) => atMs - (looks[at]?.atMs ?? atMs)))
  const apart = looks.length > 1 ? `, at most ${inWords(between)} apart` : ''
  return `As the brokers answered in ${counted(looks.length, 'look')}${apart}; between two looks nothing is known.`
}
