import { expect, it } from 'vitest'
import { replicaLanes } from '../../src/charts/replica-lanes.js'
import { leaderKilled, look, restlessReplicas } from './outages.js'

const startMs = leaderKilled[0]?.atMs ?? 0
const x = (ms: number): number => 92 + (ms - startMs) / 30
const place = { x, end: x, top: 10, left: 92, right: 772 }

it('has a heading for each partition, a row for each replica, and room for a line between them', () => {
  const { labels, clear, leaderless, bottom } = replicaLanes(leaderKilled, place)
  expect(labels.map(({ text }) => text).filter((text) => /^(partition|node)/.test(text))).toEqual(
    ['partition 0', 'partition 1', 'partition 2'].flatMap((one) => [one, 'node 1', 'node 2', 'node 3']),
  )
  expect(clear).toHaveLength(12)
  expect(leaderless).toBe(true)
  expect(bottom).toBeGreaterThan(clear.at(-1)?.[1] ?? 0)
})

it('names the topic where there are several', () => {
  const [orders] = [look(0, '1:123')]
  const both = {
    ...orders,
    partitions: [...orders.partitions, ...orders.partitions.map((one) => ({ ...one, topic: 'payments' }))],
  }
  const { labels, leaderless } = replicaLanes([both], place)
  expect(labels.map(({ text }) => text)).toEqual(
    expect.arrayContaining(['orders partition 0', 'payments partition 0']),
  )
  expect(leaderless).toBe(false)
})

it('is coarse where there is too much to draw', () => {
  const { boxes, labels } = replicaLanes(restlessReplicas, place)
  expect(boxes.length).toBeLessThanOrEqual(600)
  expect(boxes.some(({ hatch }) => hatch === 'dense')).toBe(true)
  expect(labels.at(-1)?.text).toBe('and 12 more partitions, in the numbers')
})
