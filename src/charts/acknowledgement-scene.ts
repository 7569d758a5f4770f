import type { PartitionFacts } from '../model/observation.js'
import { legend } from './acknowledgement-legend.js'
import { partitionRow, ROW } from './acknowledgement-row.js'
import { INK, MUTED } from './colour.js'
import type { GroupPartition } from './message-states.js'
import type { Box, Label, Rule, Scene } from './scene.js'
import { count, shortened, textWidth } from './words.js'

/** One topic with the groups that read it; every group has one entry a partition, in the same order. */
export interface TopicBlock {
  readonly topic: string
  readonly partitions: readonly PartitionFacts[]
  readonly groups: readonly {
    readonly name: string
    readonly colour: string
    readonly partitions: readonly GroupPartition[]
  }[]
}

const WIDTH = 800
const MARGIN = 16
const GAP = 28
const HEADING = 20
const NAME_LENGTH = 22
/** Up to so many offsets are drawn one by one. */
const SINGLY = 40
const CELL = { least: 20, most: 60 }

/** Panels of partitions, as many side by side as fit, a row in each for every group. */
export function acknowledgementScene(title: string, blocks: readonly TopicBlock[]): Scene {
  const boxes: Box[] = []
  const rules: Rule[] = []
  const labels: Label[] = [{ x: MARGIN, y: 24, text: title, size: 16, bold: true }]
  const names = blocks.flatMap((block) => block.groups.map((group) => shortened(group.name, NAME_LENGTH)))
  const left = MARGIN + Math.max(...names.map((name) => textWidth(name, 13)), 40) + 14
  if (blocks.length === 0) labels.push({ x: MARGIN, y: 52, text: 'There is no topic yet.' })
  let y = blocks.length === 0 ? 68 : 44
  for (const { topic, partitions, groups } of blocks) {
    if (blocks.length > 1) labels.push({ x: MARGIN, y: y + 10, text: topic, size: 14, bold: true })
    y += blocks.length > 1 ? 28 : 0
    const { columns, width, cell } = panels(partitions, groups, WIDTH - MARGIN - left)
    for (let first = 0; first < partitions.length; first += columns) {
      const top = y + HEADING
      groups.forEach((group, at) => {
        const middle = top + at * ROW.pitch + ROW.label + ROW.height / 2
        labels.push({ x: MARGIN, y: middle, text: shortened(group.name, NAME_LENGTH), size: 13, bold: true })
      })
      partitions.slice(first, first + columns).forEach(({ partition, start, end }, column) => {
        const x = left + column * (width + GAP)
        labels.push({ x, y: y + 8, text: `partition ${partition}`, bold: true })
        const extent = end === start ? 'no messages' : `log end ${count(end)}`
        labels.push({
          x: x + textWidth(`partition ${partition}`, 12) + 8,
          y: y + 8,
          text: extent,
          fill: MUTED,
        })
        groups.forEach((group, at) => {
          const states = group.partitions[first + column]
          if (!states) return
          const row = partitionRow(states, { x, y: top + at * ROW.pitch, width, cell, colour: group.colour })
          boxes.push(...row.boxes)
          labels.push(...row.labels)
          rules.push(...row.rules)
        })
      })
      y = top + Math.max(groups.length, 1) * ROW.pitch + 14
    }
    if (groups.length === 0)
      labels.push({ x: left, y: y - ROW.pitch + 4, text: 'no group reads this topic', fill: INK })
  }
  const states = blocks.flatMap((block) => block.groups.flatMap((group) => group.partitions))
  const key = legend(states, MARGIN, y + 6)
  return {
    width: WIDTH,
    height: key.bottom + 10,
    boxes: [...boxes, ...key.boxes],
    labels: [...labels, ...key.labels],
    rules: [...rules, ...key.rules],
  }
}

/** How many panels stand side by side, how wide each is, and the px an offset takes (null: too many, drawn as runs). */
function panels(
  partitions: readonly PartitionFacts[],
  groups: TopicBlock['groups'],
  available: number,
): { columns: number; width: number; cell: number | null } {
  const longest = Math.max(...partitions.map((one) => one.end - one.start), 1)
  const outside = groups.some((group) => group.partitions.some(outsideLog))
  const needed = Math.max(longest <= SINGLY ? longest * CELL.least : 330, outside ? 210 : 150)
  const fitting = Math.max(Math.floor((available + GAP) / (needed + GAP)), 1)
  const rows = Math.ceil(partitions.length / fitting)
  const columns = Math.max(Math.ceil(partitions.length / rows), 1)
  const width = (available - (columns - 1) * GAP) / columns
  return { columns, width, cell: longest <= SINGLY ? Math.min(width / longest, CELL.most) : null }
}

function outsideLog({ committed, start, end }: GroupPartition): boolean {
  return committed !== null && (committed > end || committed < start)
}
