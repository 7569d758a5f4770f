import { expect, test } from 'vitest'
import { gaps, gapsOf } from '../../src/model/gaps.js'
import type { OwnershipSegment, Unread } from '../../src/model/ownership.js'
import type { EventDetail, LabEvent } from '../../src/model/timeline.js'

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

test.each([
  ['the rebalance after it', 'rebalance', false],
  ['the time in which nobody is left, which it says,', 'empty', true],
] as const)('a crash and %s are one gap, which the crash began', (_, after, empty) => {
  const found = gapsOf(
    [segment(0, 0, 10, null), segment(0, 10, 90, 'crashed'), segment(0, 90, 95, after)],
    95,
  )
  expect(found).toEqual([
    { topic: 't', partition: 0, fromMs: 10, toMs: 95, unread: 'crashed', last: 'C2', empty, open: true },
  ])
})

test('gaps of two partitions, and of one partition at two times, stay apart', () => {
  const found = gapsOf(
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

const event = (atMs: number, group: string, member: string, detail: EventDetail): LabEvent => {
  return { ...detail, atMs, group, member }
}

test('from the events of a group: its gaps since it was last made anew, up to the last event or a given time', () => {
  const at = { topic: 't', partition: 0 }
  const joined: EventDetail = { type: 'joined', assigned: [at] }
  const events = [
    event(0, 'G', 'C1', joined),
    event(5, 'G', 'C1', { type: 'left' }),
    { atMs: 6, group: 'G', member: null, type: 'group-deleted' } as const,
    event(10, 'G', 'C1', joined),
    event(20, 'G', 'C1', { type: 'crashed', sessionTimeoutMs: 2_000 }),
  ]
  const open = { ...at, fromMs: 20, unread: 'crashed', last: 'C1', empty: false, open: true }
  expect(gaps(events)).toEqual([{ ...open, toMs: 21 }])
  expect(gaps(events, { untilMs: 50 })).toEqual([{ ...open, toMs: 50 }])
  const taken = [...events, event(40, 'G', 'C2', joined), event(60, 'H', 'C1', joined)]
  expect(gaps(taken, { group: 'G' })).toEqual([{ ...open, toMs: 40, open: false }])
  expect(() => gaps(taken)).toThrowError(
    /^Cannot find the gaps: wanted the events of one group, found those of 'G' and 'H'\. Name one of them: gaps\(events, \{ group: 'G' \}\)\.$/,
  )
  expect(gaps([])).toEqual([])
})
