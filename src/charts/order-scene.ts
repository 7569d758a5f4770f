import { keysOf, type Lane, type PlacedMessage } from '../model/placement.js'
import { INK, keyColour, LINE, MUTED } from './colour.js'
import type { Box, Label, Scene } from './scene.js'
import { count, shortened, textWidth } from './words.js'

const WIDTH = 800
const MARGIN = 16
const LEFT = 100
const TILE = { least: 26, most: 120, height: 44, gap: 4 }
const LANE = { full: 74, empty: 36 }
const TOP = 66
const LEGEND =
  'In each tile: the place in the order of sending, and the key. Below: the offset in its partition.'

/** A lane for each partition: its messages as tiles in log order, the number of sending in each, the offset below. */
export function orderScene<M extends PlacedMessage>(
  title: string,
  lanes: readonly Lane<M>[],
  label: (message: M) => string,
): Scene {
  const order = keysOf(lanes)
  const room = WIDTH - LEFT - MARGIN
  const longest = Math.max(...lanes.map(({ messages }) => messages.length), 1)
  const total = lanes.reduce((sum, { messages }) => sum + messages.length, 0)
  const least = Math.max(TILE.least, textWidth(count(total), 12) + TILE.gap + 4)
  const width = Math.min(Math.max(room / longest, least), TILE.most)
  const most = Math.floor(room / width)
  const boxes: Box[] = []
  const labels: Label[] = [
    { x: MARGIN, y: 24, text: title, size: 16, bold: true },
    { x: MARGIN, y: 48, text: LEGEND, fill: MUTED },
  ]
  let y = TOP
  for (const { partition, messages } of lanes) {
    const middle = y + (messages.length === 0 ? LANE.empty - 8 : TILE.height) / 2
    labels.push({ x: MARGIN, y: middle, text: `partition ${partition}`, bold: true })
    if (messages.length === 0) labels.push({ x: LEFT, y: middle, text: 'no messages', fill: MUTED })
    const shown = messages.length > most ? messages.slice(0, most - 2) : messages
    shown.forEach(({ number, key, message }, place) => {
      const x = LEFT + place * width
      const fill = keyColour(order, key)
      boxes.push({ x1: x, x2: x + width - TILE.gap, y1: y, y2: y + TILE.height, fill, stroke: LINE })
      const centre = x + (width - TILE.gap) / 2
      const lines = texts(number, key, label(message), width - TILE.gap)
      lines.forEach((text, line) => {
        const shift = (line - (lines.length - 1) / 2) * 17
        const bold = line === 0
        labels.push({ x: centre, y: middle + shift, text, anchor: 'middle', fill: INK, bold })
      })
      const below = { x: centre, y: y + TILE.height + 10, anchor: 'middle' as const }
      labels.push({ ...below, text: count(message.offset), size: 10, fill: MUTED })
    })
    const rest = messages.length - shown.length
    if (rest > 0)
      labels.push({ x: LEFT + shown.length * width + 4, y: middle, text: `+ ${count(rest)}`, fill: MUTED })
    y += messages.length === 0 ? LANE.empty : LANE.full
  }
  return { width: WIDTH, height: y, boxes, labels, rules: [] }
}

/** What fits into a tile, in at most two lines: number and key, and the word on the message. */
function texts(number: number, key: string, word: string, width: number): string[] {
  const fits = (text: string): boolean => textWidth(text, 12) <= width - 4
  const first = [`${count(number)} · ${key}`, `${count(number)} · ${key.replace(/^.*-(?=\d+$)/, '')}`]
  const head = first.find(fits) ?? count(number)
  if (word === '') return [head]
  const most = Math.floor((width - 4) / textWidth('m', 12))
  return most < 4 ? [head] : [head, shortened(word, most)]
}
