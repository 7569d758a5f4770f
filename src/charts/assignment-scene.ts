import { inkOn, LINE, MUTED, PAPER, SIGNAL } from './colour.js'
import type { Box, Label, Scene } from './scene.js'
import { shortened, textWidth } from './words.js'

/** One group's members and what they own of one topic. */
export interface GroupAssignment {
  readonly group: string
  /** Kafka's name of the group's state. */
  readonly state: string
  readonly topic: string
  readonly partitions: readonly number[]
  readonly members: readonly {
    readonly name: string
    readonly colour: string
    readonly owned: readonly number[]
    /** Owns nothing in any topic. */
    readonly idle: boolean
  }[]
  readonly unowned: readonly number[]
}

const WIDTH = 800
const MARGIN = 16
const ROW = 30
const TILE = { least: 34, most: 110, height: 24 }
const NAME_LENGTH = 22

/** A block a group: a row for each member, a column for each partition, and a row for what nobody owns. */
export function assignmentScene(title: string, parts: readonly GroupAssignment[]): Scene {
  const boxes: Box[] = []
  const labels: Label[] = [{ x: MARGIN, y: 24, text: title, size: 16, bold: true }]
  const names = parts.flatMap((part) => [
    ...part.members.map((member) => shortened(member.name, NAME_LENGTH)),
    'nobody',
  ])
  const left = MARGIN + Math.max(...names.map((name) => textWidth(name, 13)), 0) + 14
  const room = WIDTH - left - 150
  const most = Math.floor(room / TILE.least)
  if (parts.length === 0) labels.push({ x: MARGIN, y: 52, text: 'No group reads a topic yet.' })
  let y = parts.length === 0 ? 68 : 46
  for (const part of parts) {
    const tile = Math.min(Math.max(room / Math.min(part.partitions.length, most), TILE.least), TILE.most)
    labels.push(...heading(part, y + 10))
    y += 26
    for (let first = 0; first < part.partitions.length; first += most) {
      const shown = part.partitions.slice(first, first + most)
      for (const line of lines(part)) {
        const middle = y + ROW / 2
        labels.push({
          x: MARGIN,
          y: middle,
          text: shortened(line.name, NAME_LENGTH),
          size: 13,
          bold: true,
          fill: line.ink,
        })
        shown.forEach((partition, column) => {
          const x = left + column * tile
          const owned = line.partitions.includes(partition)
          boxes.push(owned ? { ...frame(x, middle, tile), ...line.paint } : dot(x + tile / 2, middle))
          const fill = line.name === 'nobody' ? SIGNAL : inkOn(line.paint.fill)
          if (owned)
            labels.push({
              x: x + tile / 2,
              y: middle,
              text: `P${partition}`,
              anchor: 'middle',
              bold: true,
              fill,
            })
        })
        if (line.note)
          labels.push({ x: left + shown.length * tile + 8, y: middle, text: line.note, fill: line.ink })
        y += ROW
      }
      y += 8
    }
    y += 12
  }
  return { width: WIDTH, height: y, boxes, labels, rules: [] }
}

interface Line {
  readonly name: string
  readonly partitions: readonly number[]
  readonly paint: Pick<Box, 'fill' | 'stroke'>
  readonly ink?: string
  readonly note: string
}

function lines({ members, unowned }: GroupAssignment): readonly Line[] {
  const own = members.map(
    ({ name, colour, owned, idle }): Line => ({
      ...{ name, partitions: owned, paint: { fill: colour, stroke: colour } },
      note: idle ? 'idle: owns no partition' : '',
      ...(idle ? { ink: MUTED } : {}),
    }),
  )
  if (unowned.length === 0) return own
  const paint = { fill: PAPER, stroke: SIGNAL }
  return [...own, { name: 'nobody', partitions: unowned, paint, ink: SIGNAL, note: 'nobody reads' }]
}

function heading({ group, state, topic }: GroupAssignment, y: number): Label[] {
  const where = MARGIN + textWidth(group, 14) + 10
  const word = state === 'Stable' ? 'Stable' : `the group is ${state}`
  return [
    { x: MARGIN, y, text: group, size: 14, bold: true },
    { x: where, y, text: `on ${topic}`, fill: MUTED },
    {
      x: where + textWidth(`on ${topic}`, 12) + 12,
      y,
      text: word,
      fill: state === 'Stable' ? MUTED : SIGNAL,
      bold: state !== 'Stable',
    },
  ]
}

function frame(x: number, middle: number, tile: number): Pick<Box, 'x1' | 'x2' | 'y1' | 'y2'> {
  return { x1: x + 2, x2: x + tile - 2, y1: middle - TILE.height / 2, y2: middle + TILE.height / 2 }
}

function dot(x: number, y: number): Box {
  return { x1: x - 1.5, x2: x + 1.5, y1: y - 1.5, y2: y + 1.5, fill: LINE, stroke: LINE }
}
