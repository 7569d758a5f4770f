import { inkOn, MUTED, PAPER, SIGNAL } from './colour.js'
import type { Box, Label, Scene } from './scene.js'
import { counted, ending, listed, shortened, textWidth } from './words.js'

/** One moment of one group on one topic. */
export interface Share {
  /** Kafka's name of the group's state. */
  readonly state: string
  /** By partition; null where nobody owns it. */
  readonly owners: readonly { readonly partition: number; readonly member: string | null }[]
  readonly members: readonly {
    readonly name: string
    readonly colour: string
    /** How many of the topic's partitions it owns. */
    readonly size: number
    /** The group is Stable, and it owns nothing in any topic. */
    readonly idle: boolean
  }[]
}

const WIDTH = 800
const MARGIN = 16
const GAP = 24
const TOP = 46
const TILE = { least: 58, most: 84, height: 44, gap: 4 }
const MOST_ABREAST = 6
const LINE = 18

/** Panels side by side, as many as fit: a heading, a tile for each partition with its owner, and the sizes in words. */
export function sharingScene(title: string, shares: readonly Share[]): Scene {
  const boxes: Box[] = []
  const labels: Label[] = [{ x: MARGIN, y: 24, text: shortened(title, 76), size: 16, bold: true }]
  if (shares.length === 0) labels.push({ x: MARGIN, y: 52, text: 'There is no observation yet.' })
  const most = Math.max(...shares.map(({ owners }) => owners.length), 1)
  const abreast = Math.min(most, MOST_ABREAST)
  const least = Math.max(abreast * TILE.least, 176)
  const room = WIDTH - 2 * MARGIN
  const columns = Math.max(Math.min(Math.floor((room + GAP) / (least + GAP)), shares.length), 1)
  const width = (room - (columns - 1) * GAP) / columns
  const tile = Math.min(width / abreast, TILE.most)
  let y = shares.length === 0 ? 68 : TOP
  for (let first = 0; first < shares.length; first += columns) {
    const bottoms = shares.slice(first, first + columns).map((share, at) => {
      const drawn = panel(share, { x: MARGIN + at * (width + GAP), y, width, tile, abreast })
      boxes.push(...drawn.boxes)
      labels.push(...drawn.labels)
      return drawn.bottom
    })
    y = Math.max(...bottoms) + 14
  }
  return { width: WIDTH, height: y, boxes, labels, rules: [] }
}

interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly tile: number
  readonly abreast: number
}

function panel(
  share: Share,
  { x, y, width, tile, abreast }: Place,
): { boxes: Box[]; labels: Label[]; bottom: number } {
  const { state, owners, members } = share
  const heading = members.length === 0 ? 'no members' : counted(members.length, 'member')
  const boxes: Box[] = []
  const labels: Label[] = [{ x, y: y + 8, text: heading, size: 14, bold: true }]
  if (state !== 'Stable')
    labels.push({ x: x + textWidth(heading, 14) + 8, y: y + 8, text: state, fill: SIGNAL, bold: true })
  owners.forEach(({ partition, member }, at) => {
    const left = x + (at % abreast) * tile
    const top = y + 22 + Math.floor(at / abreast) * (TILE.height + TILE.gap)
    const colour = members.find(({ name }) => name === member)?.colour ?? PAPER
    const stroke = member === null ? SIGNAL : colour
    boxes.push({ x1: left, x2: left + tile - TILE.gap, y1: top, y2: top + TILE.height, fill: colour, stroke })
    const centre = { x: left + (tile - TILE.gap) / 2, anchor: 'middle' as const }
    const fill = member === null ? SIGNAL : inkOn(colour)
    const letters = Math.floor((tile - TILE.gap - 4) / textWidth('m', 12))
    labels.push({ ...centre, y: top + 13, text: `P${partition}`, fill })
    labels.push({ ...centre, y: top + 31, text: ending(member ?? 'nobody', letters), bold: true, fill })
  })
  let bottom = y + 22 + Math.ceil(owners.length / abreast) * (TILE.height + TILE.gap) + 10
  const lines = [{ text: sizes(share), fill: MUTED }, ...idle(share, width)]
  for (const line of lines) {
    labels.push({ x, y: bottom, ...line })
    bottom += LINE
  }
  return { boxes, labels, bottom: bottom - LINE / 2 }
}

function sizes({ members }: Share): string {
  const owning = members.map(({ size }) => size).filter((size) => size > 0)
  if (owning.length === 0) return 'nobody owns a partition'
  const inOrder = owning.sort((a, b) => b - a).map(String)
  return inOrder.length > 12 ? `sizes ${inOrder.slice(0, 12).join(', ')}, …` : `sizes ${inOrder.join(', ')}`
}

/** Who is idle, in one line a member when they do not fit in one; from the fifth on counted. */
function idle({ members }: Share, width: number): Pick<Label, 'text' | 'bold'>[] {
  const names = members.filter((member) => member.idle).map(({ name }) => name)
  if (names.length === 0) return []
  const letters = Math.floor(width / textWidth('m', 12))
  const whole = `idle: ${listed(names)}`
  if (whole.length <= letters) return [{ text: whole, bold: true }]
  const shown = names.slice(0, 4).map((name) => ({ text: `idle: ${ending(name, letters - 6)}`, bold: true }))
  return names.length > 4 ? [...shown, { text: `and ${names.length - 4} more idle`, bold: true }] : shown
}
