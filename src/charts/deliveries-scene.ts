import type { MessageDelivery } from '../model/delivery.js'
import { MUTED } from './colour.js'
import { FATES, fateInk, fatePaint, fateSign, fateWords } from './fate.js'
import type { Box, Label, Scene } from './scene.js'
import { count, shortened, textWidth, wrapped } from './words.js'

/** One way to handle messages; these by topic, partition and offset, and their counts in words. */
export interface DeliveryRow {
  readonly way: string
  readonly messages: readonly MessageDelivery[]
  readonly counts: string
}

const WIDTH = 800
const MARGIN = 16
const TILE = { most: 54, height: 30, gap: 3 }
const ABREAST = 40
const MOST_LANES = 12
const LANE = 54
const LINE = 22
const HEADING = 20

/** A block for each way: its name and counts, below them the messages as boxes with their offsets. */
export function deliveriesScene(title: string, rows: readonly DeliveryRow[]): Scene {
  const boxes: Box[] = []
  const labels: Label[] = [{ x: MARGIN, y: 24, text: title, size: 16, bold: true }]
  const blocks = rows.map((row) => ({ ...row, lanes: lanesOf(row.messages) }))
  const several = blocks.some(({ lanes }) => lanes.length > 1)
  const topics = new Set(rows.flatMap(({ messages }) => messages.map(({ topic }) => topic)))
  const named = (one: MessageDelivery): string =>
    topics.size > 1 && several
      ? `${shortened(one.topic, 14)} P${one.partition}`
      : `partition ${one.partition}`
  const names = several
    ? blocks.flatMap(({ lanes }) => lanes.flatMap((lane) => lane.slice(0, 1).map(named)))
    : []
  const left = MARGIN + (several ? Math.max(...names.map((name) => textWidth(name, 12)), 0) + 12 : 0)
  const longest = Math.max(...blocks.flatMap(({ lanes }) => lanes.map((lane) => lane.length)), 1)
  const cut = longest > ABREAST
  const tile = Math.min((WIDTH - MARGIN - left - (cut ? 60 : 0)) / Math.min(longest, ABREAST), TILE.most)
  let y = 46
  if (rows.length === 0) labels.push({ x: MARGIN, y: y + 6, text: 'No message has been handled yet.' })
  for (const { way, counts, lanes } of blocks) {
    const lines = heading(way, counts, y + 10)
    labels.push(...lines)
    y = (lines.at(-1)?.y ?? y) + HEADING - 4
    for (const lane of lanes.slice(0, MOST_LANES)) {
      const first = lane[0]
      if (several && first) labels.push({ x: MARGIN, y: y + TILE.height / 2, text: named(first) })
      lane.slice(0, ABREAST).forEach((message, at) => {
        const x = left + at * tile
        const width = tile - TILE.gap
        const { fate } = message
        boxes.push({ x1: x, x2: x + width, y1: y, y2: y + TILE.height, ...fatePaint(fate) })
        const centre = { x: x + width / 2, anchor: 'middle' as const }
        const text = fateSign(message, width)
        const halo = fatePaint(fate).hatch !== undefined
        labels.push({
          ...centre,
          y: y + TILE.height / 2,
          text,
          size: 13,
          bold: true,
          fill: fateInk(fate),
          halo,
        })
        const offset = count(message.offset)
        // Where offsets are too wide for their boxes, every fifth one stands for its neighbours.
        const every = Math.ceil(textWidth(offset, 10) / tile)
        const below = every > 1 ? { x, anchor: 'start' as const } : centre
        if (at % (every > 1 ? Math.max(every, 5) : 1) === 0)
          labels.push({ ...below, y: y + TILE.height + 9, text: offset, size: 10, fill: MUTED })
      })
      const rest = lane.length - ABREAST
      if (rest > 0)
        labels.push({
          x: left + ABREAST * tile + 4,
          y: y + TILE.height / 2,
          text: `+ ${count(rest)}`,
          fill: MUTED,
        })
      y += LANE
    }
    if (lanes.length > MOST_LANES) {
      labels.push({
        x: left,
        y,
        text: `and ${lanes.length - MOST_LANES} more partitions, in the numbers`,
        fill: MUTED,
      })
      y += LINE
    }
    y += 4
  }
  const key = legend(rows, y + 4)
  return {
    ...{ width: WIDTH, height: key.bottom + 8, rules: [] },
    boxes: [...boxes, ...key.boxes],
    labels: [...labels, ...key.labels],
  }
}

/** The name and, at the end of its line or below it, the counts. */
function heading(way: string, counts: string, y: number): Label[] {
  const name = { x: MARGIN, y, text: shortened(way, 80), size: 14, bold: true }
  const room = WIDTH - 2 * MARGIN
  if (textWidth(name.text, 14) + textWidth(counts, 12) + 24 <= room)
    return [name, { x: WIDTH - MARGIN, y, text: counts, anchor: 'end' }]
  return [
    name,
    ...wrapped(counts, room, 12).map((text, at) => ({ x: MARGIN, y: y + (at + 1) * HEADING, text })),
  ]
}

function lanesOf(messages: readonly MessageDelivery[]): MessageDelivery[][] {
  const lanes: MessageDelivery[][] = []
  for (const message of messages) {
    const before = lanes.at(-1)?.at(-1)
    if (before?.topic === message.topic && before.partition === message.partition) lanes.at(-1)?.push(message)
    else lanes.push([message])
  }
  return lanes
}

function legend(
  rows: readonly DeliveryRow[],
  top: number,
): { boxes: Box[]; labels: Label[]; bottom: number } {
  const all = rows.flatMap(({ messages }) => messages)
  const boxes: Box[] = []
  const labels: Label[] = []
  let [x, y] = [MARGIN, top + 10]
  for (const fate of FATES) {
    const example = all.find((one) => one.fate === fate)
    if (example === undefined) continue
    const width = 34 + textWidth(fateWords(fate), 12) + 14
    if (x > MARGIN && x + width > WIDTH - MARGIN) [x, y] = [MARGIN, y + LINE]
    boxes.push({ x1: x, x2: x + 28, y1: y - 8, y2: y + 8, ...fatePaint(fate) })
    const halo = fatePaint(fate).hatch !== undefined
    const sign = { x: x + 14, y, text: fateSign(example, 28), anchor: 'middle' as const }
    labels.push({ ...sign, size: 13, bold: true, fill: fateInk(fate), halo })
    labels.push({ x: x + 34, y, text: fateWords(fate) })
    x += width
  }
  const note = 'The number below a box is its offset.'
  if (all.length > 0) labels.push({ x: MARGIN, y: y + LINE, text: note, fill: MUTED })
  return { boxes, labels, bottom: y + LINE + 8 }
}
