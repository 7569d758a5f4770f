import { expect, it } from 'vitest'
import { type Replicas, replicaSpans } from '../../src/model/replica-spans.js'

const at = (partition: number, leader: number | null, ...isr: number[]): Replicas => {
  return { topic: 'orders', partition, leader, replicas: [1, 2, 3], isr }
}
const short = (looks: Parameters<typeof replicaSpans>[0]): unknown[] =>
  replicaSpans(looks).map(({ partition, leader, isr, fromMs, toMs }) => [
    partition,
    leader,
    isr,
    fromMs,
    toMs,
  ])

it('makes one span of looks with the same answer', () => {
  expect(
    short([
      { atMs: 0, partitions: [at(0, 1, 1, 2, 3)] },
      { atMs: 100, partitions: [at(0, 1, 3, 1, 2)] },
      { atMs: 200, partitions: [at(0, null, 2, 3)] },
      { atMs: 300, partitions: [at(0, 2, 2, 3)] },
      { atMs: 400, partitions: [at(0, 2, 2, 3)] },
    ]),
  ).toEqual([
    [0, 1, [1, 2, 3], 0, 200],
    [0, null, [2, 3], 200, 300],
    [0, 2, [2, 3], 300, 400],
  ])
})

it('puts partitions one after the other, and ends one that is gone', () => {
  expect(
    short([
      { atMs: 0, partitions: [at(1, 1, 1), at(0, 1, 1)] },
      { atMs: 50, partitions: [at(0, 1, 1)] },
      { atMs: 90, partitions: [at(1, 1, 1), at(0, 1, 1)] },
    ]),
  ).toEqual([
    [0, 1, [1], 0, 90],
    [1, 1, [1], 0, 50],
    [1, 1, [1], 90, 91],
  ])
})

it('gives a single look a moment, and no look nothing', () => {
  expect(short([{ atMs: 7, partitions: [at(0, 1, 1)] }])).toEqual([[0, 1, [1], 7, 8]])
  expect(replicaSpans([])).toEqual([])
})
