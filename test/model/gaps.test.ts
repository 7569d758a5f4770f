import { expect, test } from 'vitest'
import { gaps } from '../../src/model/gaps.js'
import type { OwnershipSegment, Unread } from '../../src/model/ownership.js'

const segment = (
  partition: number,
  fromMs: number,
  toMs: number,
  unread: Unread | null,
): OwnershipSegment => {
  const member = unread === null ? 'C1' : null
  return {
    topic: 't',
    partition,
    member,
    unread,
    last: unread && 'C2',
    generation: null,
    fromMs,
    toMs,
  }
}

test('a crash and the rebalance after it are one gap, which the crash began', () => {
  const found = gaps(
    [segment(0, 0, 10, null), segment(0, 10, 90, 'crashed'), segment(0, 90, 95, 'rebalance')],
    95,
  )
  expect(found).toEqual([
    { topic: 't', partition: 0, fromMs: 10, toMs: 95, unread: 'crashed', last: 'C2', open: true },
  ])
})

test('gaps of two partitions, and of one partition at two times, stay apart', () => {
  const found = gaps(
    [
      segment(0, 0, 10, 'rebalance'),
      segment(0, 10, 20, null),
      segment(0, 20, 30, 'rebalance'),
      segment(1, 30, 40, 'rebalance'),
      segment(1, 40, 50, 'empty'),
    ],
    60,
  )
  expect(
    found.map(({ partition, fromMs, toMs, unread, open }) => [partition, fromMs, toMs, unread, open]),
  ).toEqual([
    [0, 0, 10, 'rebalance', false],
    [0, 20, 30, 'rebalance', false],
    [1, 30, 50, 'empty', false],
  ])
})
