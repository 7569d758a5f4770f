import type { ReadReceipt } from '../model/read-receipts.js'
import { INK, LINE, MUTED, PAPER } from './colour.js'
import { legendBelow } from './legend.js'
import type { Box, Label, Scene } from './scene.js'
import { thinned } from './thinned.js'
import { count, counted, ending, shortened, textWidth } from './words.js'

const WIDTH = 800
const MARGIN = 16
const TOP = 70
const ROW = { pitch: 24, gap: 3 }
const COLUMN = { most: 110, gap: 4 }
const EVERYONE = 96
const NAMES = { least: 80, most: 280 }
const MOST_ROWS = 40
const MOST_USERS = 12
const READ = { fill: '#cfe8d8', stroke: '#3f8a63' }
const ALL = { fill: '#2c6e4c', stroke: '#2c6e4c' }
const UNREAD = { fill: PAPER, stroke: LINE }
const BEFORE = { fill: LINE, stroke: LINE, hatch: 'sparse' as const }

/** A matrix: messages from top to bottom, users from left to right, then everyone. */
export function readReceiptsScene(
  title: string,
  receipts: readonly ReadReceipt[],
  users: readonly string[],
  named: (message: ReadReceipt) => string,
): Scene {
  const labels: Label[] = [{ x: MARGIN, y: 24, text: shortened(title, 78), size: 16, bold: true }]
  if (receipts.length === 0) {
    labels.push({ x: MARGIN, y: 52, text: 'There is no message yet.' })
    return { width: WIDTH, height: 68, boxes: [], labels, rules: [] }
  }
  const boxes: Box[] = []
  // Each run of neighbours gives the one that most have read and the one that fewest have.
  const rows = receipts.length <= MOST_ROWS ? receipts : thinned(receipts, MOST_ROWS - 2, readersOf)
  const columns = users.slice(0, MOST_USERS)
  const names = rows.map((one) => shortened(named(one), 38))
  const wide = Math.max(...names.map((name) => textWidth(name, 12)), NAMES.least)
  const left = MARGIN + Math.min(wide, NAMES.most) + 12
  const room = WIDTH - MARGIN - EVERYONE - 12 - left
  const column = Math.min(room / Math.max(columns.length, 1), COLUMN.most)
  const everyone = left + column * columns.length + 12
  const heads = [
    ...columns.map((text, at) => ({ text, x: left + (at + 0.5) * column, width: column })),
    { text: 'everyone', x: everyone + EVERYONE / 2, width: EVERYONE },
  ]
  for (const { text, x, width } of heads) {
    const most = Math.floor((width - COLUMN.gap) / textWidth('m', 12))
    labels.push({ x, y: TOP - 14, text: ending(text, most), bold: true, anchor: 'middle' })
  }
  rows.forEach((one, at) => {
    const y = TOP + at * ROW.pitch
    const [y1, y2, middle] = [y, y + ROW.pitch - ROW.gap, y + (ROW.pitch - ROW.gap) / 2]
    labels.push({ x: MARGIN, y: middle, text: shortened(names[at] ?? '', 38) })
    columns.forEach((user, place) => {
      const receipt = one.by[user]
      if (receipt === undefined) return
      const x1 = left + place * column
      const x2 = x1 + column - COLUMN.gap
      boxes.push({ x1, x2, y1, y2, ...(receipt.counts ? (receipt.read ? READ : UNREAD) : BEFORE) })
      const text = signOf(receipt, x2 - x1)
      const centre = { x: (x1 + x2) / 2, y: middle, anchor: 'middle' as const }
      if (text !== '') labels.push({ ...centre, text, bold: receipt.read, halo: !receipt.counts })
    })
    boxes.push({ x1: everyone, x2: everyone + EVERYONE, y1, y2, ...(one.byEveryone ? ALL : UNREAD) })
    const said = { x: everyone + EVERYONE / 2, y: middle, anchor: 'middle' as const }
    const text = everyoneOf(one)
    if (text !== '')
      labels.push({ ...said, text, bold: one.byEveryone, fill: one.byEveryone ? PAPER : MUTED })
  })
  const key = legendBelow(legendOf(receipts), remark(receipts, rows.length, users.length - columns.length), {
    left: MARGIN,
    right: WIDTH - MARGIN,
    top: TOP + rows.length * ROW.pitch + 8,
  })
  return {
    ...{ width: WIDTH, height: key.bottom + 6, rules: [] },
    boxes: [...boxes, ...key.boxes],
    labels: [...labels, ...key.labels],
  }
}

function readersOf({ by }: ReadReceipt): number {
  return Object.values(by).filter(({ read }) => read).length
}

/** A tick; of what was sent before the user came in also the word, where it fits. */
function signOf({ read, counts }: ReadReceipt['by'][string], width: number): string {
  if (counts) return read ? '✓' : ''
  const long = read ? '✓ before' : 'before'
  if (textWidth(long, 12) <= width - 4) return long
  return read ? '✓' : ''
}

/** A tick, how many of those who were there have read it, or that there was nobody. */
function everyoneOf({ by, byEveryone }: ReadReceipt): string {
  const there = Object.values(by).filter(({ counts }) => counts)
  if (byEveryone) return `✓ all ${count(there.length)}`
  if (there.length === 0) return 'nobody there'
  return `${count(there.filter(({ read }) => read).length)} of ${count(there.length)}`
}

function legendOf(receipts: readonly ReadReceipt[]): Parameters<typeof legendBelow>[0] {
  const before = receipts.some(({ by }) => Object.values(by).some(({ counts }) => !counts))
  return [
    { text: 'read: the committed offset lies above it', paint: READ, sign: { text: '✓', fill: INK } },
    { text: 'unread', paint: UNREAD },
    { text: 'read by everyone who was there', paint: ALL, sign: { text: '✓', fill: PAPER } },
    ...(before
      ? [{ text: 'sent before this user came in: everyone does not wait for it', paint: BEFORE }]
      : []),
  ]
}

function remark(receipts: readonly ReadReceipt[], rows: number, more: number): string {
  return [
    'All of it from the committed offsets that the broker has.',
    ...(rows < receipts.length
      ? [`${rows} of ${counted(receipts.length, 'message')} are drawn, the others are in the numbers.`]
      : []),
    ...(more > 0 ? [`${counted(more, 'more user')} in the numbers; everyone counts them.`] : []),
  ].join(' ')
}
