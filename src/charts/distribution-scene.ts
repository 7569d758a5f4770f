import { keysOf, type Lane } from '../model/placement.js'
import { INK, keyColour, LINE, MUTED, PAPER, SIGNAL } from './colour.js'
import type { Box, Label, Scene } from './scene.js'
import { count, counted, textWidth } from './words.js'

const WIDTH = 800
const MARGIN = 16
const LEFT = 100
const RIGHT = 130
const ROW = { pitch: 44, height: 30 }
const TOP = 66
/** Keys with a narrower part of the bar are drawn as one. */
const LEAST = 3

/** A bar for each partition, a part of it for each key, and a line at the even share. */
export function distributionScene(title: string, lanes: readonly Lane[]): Scene {
  const total = lanes.reduce((sum, { messages }) => sum + messages.length, 0)
  const longest = Math.max(...lanes.map(({ messages }) => messages.length), 1)
  const perMessage = Math.min((WIDTH - LEFT - RIGHT) / longest, 60)
  const order = keysOf(lanes)
  const boxes: Box[] = []
  const labels: Label[] = [{ x: MARGIN, y: 24, text: title, size: 16, bold: true }]
  lanes.forEach((lane, at) => {
    const middle = TOP + at * ROW.pitch + ROW.height / 2
    labels.push({ x: MARGIN, y: middle, text: `partition ${lane.partition}`, bold: true })
    for (const { from, to, key } of parts(lane, perMessage)) {
      const [x1, x2] = [LEFT + from * perMessage, LEFT + to * perMessage]
      const y = { y1: middle - ROW.height / 2, y2: middle + ROW.height / 2 }
      boxes.push({ x1, x2, ...y, fill: key === null ? PAPER : keyColour(order, key), stroke: LINE })
      const text = label(key, to - from, x2 - x1)
      if (text !== '') labels.push({ x: (x1 + x2) / 2, y: middle, text, anchor: 'middle', fill: INK })
    }
    const end = LEFT + lane.messages.length * perMessage
    const said = lane.messages.length === 0 ? 'no messages' : counted(lane.messages.length, 'message')
    labels.push({ x: end + 10, y: middle, text: said, fill: MUTED })
  })
  const bottom = TOP + lanes.length * ROW.pitch
  const even = LEFT + (total / lanes.length) * perMessage
  const text = `even share: ${count(Math.round((10 * total) / lanes.length) / 10)}`
  if (total > 0) labels.push({ x: even, y: TOP - 14, text, fill: SIGNAL, bold: true, anchor: 'middle' })
  // Only between the bars, so that it crosses no name.
  const gaps = [TOP - 5, ...lanes.map((_, at) => TOP + at * ROW.pitch + ROW.height + 1)]
  const rules =
    total === 0 ? [] : gaps.map((y1, at) => ({ x: even, y1, y2: y1 + (at === 0 ? 4 : 12), stroke: SIGNAL }))
  return { width: WIDTH, height: bottom + 4, boxes, labels, rules }
}

interface Part {
  readonly from: number
  readonly to: number
  /** null: several keys, each too narrow to be seen. */
  readonly key: string | null
}

/** The bar of one partition: its keys in the order of their first message, those too narrow to be seen as one at the end. */
function parts({ messages }: Lane, perMessage: number): Part[] {
  const counts = new Map<string, number>()
  for (const { key } of messages) counts.set(key, (counts.get(key) ?? 0) + 1)
  const result: Part[] = []
  let from = 0
  for (const [key, size] of counts) {
    if (size * perMessage < LEAST) continue
    result.push({ from, to: from + size, key })
    from += size
  }
  if (from < messages.length) result.push({ from, to: messages.length, key: null })
  return result
}

function label(key: string | null, size: number, width: number): string {
  const name = key ?? 'many keys'
  const fitting = [`${name} × ${count(size)}`, name, key?.replace(/^.*-(?=\d+$)/, '') ?? '']
  return fitting.find((text) => textWidth(text, 12) <= width - 4) ?? ''
}
