import type { PerPartition, TopicPartition } from '../model/observation.js'
import { MUTED, SIGNAL } from './colour.js'
import { legendBelow } from './legend.js'
import type { Box, Label, Rule, Scene } from './scene.js'
import { STATES_IN_WORDS, statePaint, stateSign } from './ways-signs.js'
import { count, counted, shortened, textWidth } from './words.js'

/** One message under one way. */
export interface AcknowledgedMessage extends TopicPartition {
  readonly offset: number
  readonly state: 'done' | 'held' | 'accepted' | 'released' | 'rejected' | 'not acknowledged'
  /** In a share group, once it was acknowledged. */
  readonly deliveryCount: number | null
}

/** One way; its messages by topic, partition and offset. */
export interface WayRow {
  readonly name: string
  readonly lag: number | null
  /** The committed offsets of a consumer group; a share group has none. */
  readonly committed: PerPartition<number> | null
  readonly messages: readonly AcknowledgedMessage[]
}

const WIDTH = 800
const MARGIN = 16
const TILE = { most: 62, height: 30, gap: 4 }
const ABREAST = 30
const MOST_LANES = 4
const MOST_WAYS = 6

/** A block for each way: its name and lag, and for each partition the messages as boxes. */
export function waysScene(title: string, rows: readonly WayRow[]): Scene {
  const boxes: Box[] = []
  const rules: Rule[] = []
  const labels: Label[] = [{ x: MARGIN, y: 24, text: shortened(title, 78), size: 16, bold: true }]
  let y = 46
  if (rows.length === 0) labels.push({ x: MARGIN, y: 52, text: 'Nothing has been acknowledged yet.' })
  for (const row of rows.slice(0, MOST_WAYS)) {
    labels.push({ x: MARGIN, y: y + 10, text: shortened(row.name, 70), size: 14, bold: true })
    if (row.lag !== null)
      labels.push({ x: WIDTH - MARGIN, y: y + 10, text: `lag ${count(row.lag)}`, anchor: 'end', bold: true })
    y += 24
    const lanes = lanesOf(row.messages)
    for (const lane of lanes.slice(0, MOST_LANES)) {
      const drawn = laneAt(lane, row.committed, y, lanes.length > 1)
      boxes.push(...drawn.boxes)
      labels.push(...drawn.labels)
      rules.push(...drawn.rules)
      y = drawn.bottom
    }
    if (lanes.length === 0) labels.push({ x: MARGIN, y: y + 6, text: 'no messages', fill: MUTED })
    const rest = lanes.length - MOST_LANES
    const more = `and ${counted(rest, 'more partition')}, in the numbers`
    if (rest > 0) labels.push({ x: MARGIN, y: y + 4, text: more, fill: MUTED })
    y += lanes.length === 0 || rest > 0 ? 20 : 6
  }
  const states = new Set(rows.flatMap(({ messages }) => messages.map(({ state }) => state)))
  const again = rows.some(({ messages }) => messages.some(({ deliveryCount }) => (deliveryCount ?? 0) > 1))
  const hidden = rows.length - MOST_WAYS
  const key = legendBelow(
    [
      ...Object.entries(STATES_IN_WORDS).flatMap(([name, text]) => {
        const state = name as AcknowledgedMessage['state']
        return states.has(state) ? [{ text, paint: statePaint(state), sign: stateSign(state, null) }] : []
      }),
      ...(rules.length > 0
        ? [{ text: 'committed offset: the next to read; the broker knows this one number', line: SIGNAL }]
        : []),
    ],
    [
      ...(states.size > 0
        ? [`The number below a box is its offset${again ? '; ×2: delivered twice' : ''}.`]
        : []),
      ...(hidden > 0 ? [`${counted(hidden, 'more way')} in the numbers.`] : []),
    ].join(' '),
    { left: MARGIN, right: WIDTH - MARGIN, top: y + 4 },
  )
  return {
    ...{ width: WIDTH, height: key.bottom + 6 },
    boxes: [...boxes, ...key.boxes],
    labels: [...labels, ...key.labels],
    rules: [...rules, ...key.rules],
  }
}

function laneAt(
  lane: readonly AcknowledgedMessage[],
  committed: WayRow['committed'],
  top: number,
  named: boolean,
): { boxes: Box[]; labels: Label[]; rules: Rule[]; bottom: number } {
  const { topic = '', partition = 0 } = lane[0] ?? {}
  const shown = lane.slice(0, ABREAST)
  const rest = lane.length - shown.length
  const labels: Label[] = []
  const rules: Rule[] = []
  let y = top
  if (named) {
    labels.push({ x: MARGIN, y: y + 6, text: shortened(`${topic} partition ${partition}`, 90), fill: MUTED })
    y += 18
  }
  const left = MARGIN + 8
  const tile = Math.min((WIDTH - MARGIN - 8 - left - (rest > 0 ? 70 : 0)) / shown.length, TILE.most)
  if (committed !== null) {
    const at = committed[topic]?.[partition] ?? null
    const below = lane.filter(({ offset }) => offset < (at ?? 0)).length
    const x = left + Math.min(below, shown.length) * tile - TILE.gap / 2
    const text = at === null ? 'never committed' : `committed ${count(at)}`
    const half = textWidth(text, 12) / 2
    const centre = Math.min(Math.max(x, MARGIN + half), WIDTH - MARGIN - half)
    labels.push({
      x: centre,
      y: y + 6,
      text,
      anchor: 'middle',
      bold: true,
      fill: at === null ? MUTED : SIGNAL,
    })
    if (at !== null) rules.push({ x, y1: y + 14, y2: y + 20 + TILE.height, stroke: SIGNAL })
    y += 17
  }
  const boxes = shown.map((one, at): Box => {
    const x = left + at * tile
    return { x1: x, x2: x + tile - TILE.gap, y1: y, y2: y + TILE.height, ...statePaint(one.state) }
  })
  shown.forEach(({ state, deliveryCount, offset }, at) => {
    const centre = { x: left + at * tile + (tile - TILE.gap) / 2, anchor: 'middle' as const }
    const sign = stateSign(state, tile - TILE.gap < 34 ? null : deliveryCount)
    if (sign.text !== '') labels.push({ ...centre, y: y + TILE.height / 2, size: 13, bold: true, ...sign })
    const number = count(offset)
    const every = Math.ceil((textWidth(number, 10) + 2) / tile)
    if (at % every === 0 && (every === 1 || at + every <= shown.length))
      labels.push({ ...centre, y: y + TILE.height + 10, text: number, size: 10, fill: MUTED })
  })
  if (rest > 0)
    labels.push({
      x: left + shown.length * tile + 8,
      y: y + TILE.height / 2,
      text: `+ ${count(rest)}`,
      fill: MUTED,
    })
  return { boxes, labels, rules, bottom: y + TILE.height + 20 }
}

function lanesOf(messages: readonly AcknowledgedMessage[]): AcknowledgedMessage[][] {
  const lanes: AcknowledgedMessage[][] = []
  for (const message of messages) {
    const before = lanes.at(-1)?.at(-1)
    if (before?.topic === message.topic && before.partition === message.partition) lanes.at(-1)?.push(message)
    else lanes.push([message])
  }
  return lanes
}
