import { expect, it } from 'vitest'
import { acknowledgementScene, type TopicBlock } from '../../src/charts/acknowledgement-scene.js'
import type { Scene } from '../../src/charts/scene.js'

/** One group that has read everything, on partitions with these log ends. */
function block(ends: readonly number[], group = 'A', topic = 't'): TopicBlock {
  const at = ends.map((end, partition) => ({ topic, partition, start: 0, end }))
  return {
    topic,
    partitions: at.map((one) => ({ ...one, leader: 1, replicas: [1], isr: [1] })),
    groups: [
      {
        name: group,
        colour: '#4269d0',
        partitions: at.map((one) => ({
          ...{ ...one, group, committed: one.end, gap: false },
          runs: one.end > 0 ? [{ from: 0, to: one.end, state: 'committed' as const }] : [],
        })),
      },
    ],
  }
}

function headings({ labels }: Scene): { x: number; y: number }[] {
  return labels.filter(({ text }) => text.startsWith('partition ')).map(({ x, y }) => ({ x, y }))
}

it('puts partitions side by side while they fit, and below each other when they do not', () => {
  const short = headings(acknowledgementScene('', [block([3, 4, 5])]))
  expect(new Set(short.map(({ y }) => y)).size).toBe(1)
  const long = headings(acknowledgementScene('', [block([30, 30, 30])]))
  expect(new Set(long.map(({ x }) => x)).size).toBe(1)
  expect(new Set(long.map(({ y }) => y)).size).toBe(3)
})

it('draws up to 40 offsets one by one and more as runs', () => {
  const cells = (end: number): number => acknowledgementScene('', [block([end])]).boxes.length
  expect(cells(40) - cells(39)).toBe(1)
  expect(cells(39) - cells(41)).toBe(38)
})

it('keeps everything inside the picture', () => {
  const scenes = [block([10]), block([40, 2]), block([1, 2, 3, 4, 5, 6, 7, 8]), block([1_000_000, 7])].map(
    (one) => acknowledgementScene('title', [one, { ...one, topic: 'other' }]),
  )
  for (const { width, height, boxes, rules } of scenes) {
    for (const { x1, x2, y1, y2 } of boxes) expect(0 < x1 && x2 < width && 0 < y1 && y2 < height).toBe(true)
    for (const { x, y2 } of rules) expect(0 < x && x < width && y2 < height).toBe(true)
  }
})

it('cuts a long name and still says which it is', () => {
  const { labels } = acknowledgementScene('', [block([1], 'a-group-with-a-rather-long-name')])
  expect(labels.map(({ text }) => text)).toContain('a-group-with-a-rather…')
})
