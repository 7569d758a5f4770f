import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ownership } from '../../src/model/ownership.js'
import type { EventDetail, LabEvent } from '../../src/model/timeline.js'

const at = (atMs: number, member: string, detail: EventDetail, group = 'chat'): LabEvent => {
  return { atMs, group, member, ...detail }
}
const joined = (...partitions: number[]): EventDetail => {
  return { type: 'joined', assigned: partitions.map((partition) => ({ topic: 'messages', partition })) }
}
const generation = (number: number): EventDetail => ({ type: 'generation', generation: number })
const rebalancing: EventDetail = { type: 'rebalancing' }

/** One line a segment: "P0 C1 0-50 g1", and "P0 – 50-90 crashed after C1" for nobody. */
const lines = (events: readonly LabEvent[], untilMs: number) =>
  ownership(events, { group: 'chat', untilMs }).map(
    ({ partition, member, fromMs, toMs, generation, unread, last }) =>
      `P${partition} ${member ?? '–'} ${fromMs}-${toMs}${generation === null ? '' : ` g${generation}`}${unread === null ? '' : ` ${unread} after ${last}`}`,
  )

test('a lane begins with its first owner and ends at the time of looking', () => {
  expect(
    ownership([at(5, 'C1', joined(0)), at(9, 'C1', generation(1))], { group: 'chat', untilMs: 20 }),
  ).toEqual([
    {
      ...{ topic: 'messages', partition: 0, member: 'C1', unread: null, last: null },
      ...{ generation: 1, fromMs: 5, toMs: 20 },
    },
  ])
})

test('in a rebalance nobody reads, from each owner’s stop to the next owner’s join', () => {
  const events = [
    at(0, 'C1', joined(0, 1)),
    at(5, 'C1', generation(1)),
    at(50, 'C1', rebalancing),
    at(60, 'C1', joined(0)),
    at(62, 'C2', joined(1)),
    at(65, 'C1', generation(2)),
    at(66, 'C2', generation(2)),
  ]
  expect(lines(events, 100)).toEqual([
    'P0 C1 0-50 g1',
    'P0 – 50-60 rebalance after C1',
    'P0 C1 60-100 g2',
    'P1 C1 0-50 g1',
    'P1 – 50-62 rebalance after C1',
    'P1 C2 62-100 g2',
  ])
})

test('after a crash a partition is unread until the others hear of it, and through the rebalance that follows', () => {
  const events = [
    at(0, 'C1', joined(0)),
    at(0, 'C2', joined(1)),
    at(100, 'C2', { type: 'crashed', sessionTimeoutMs: 2_000 }),
    at(2100, 'C1', rebalancing),
    at(2130, 'C1', joined(0, 1)),
  ]
  expect(lines(events, 3000)).toEqual([
    'P0 C1 0-2100',
    'P0 – 2100-2130 rebalance after C1',
    'P0 C1 2130-3000',
    'P1 C2 0-100',
    'P1 – 100-2100 crashed after C2',
    'P1 – 2100-2130 rebalance after C2',
    'P1 C1 2130-3000',
  ])
})

test.each([
  [{ type: 'left' }, 'rebalance'],
  [{ type: 'crashed', sessionTimeoutMs: 2_000 }, 'crashed'],
  [{ type: 'ended', reason: 'C1 was replaced' }, 'rebalance'],
  [{ type: 'died', reason: 'its codec is missing' }, 'rebalance'],
  [{ type: 'rebalancing' }, 'rebalance'],
] as [EventDetail, string][])('$0.type ends what the member read, and of nobody else', (end, why) => {
  const events = [at(0, 'C1', joined(0)), at(0, 'C2', joined(1)), at(40, 'C1', end)]
  expect(lines(events, 90)).toEqual(['P0 C1 0-40', `P0 – 40-90 ${why} after C1`, 'P1 C2 0-90'])
})

test('a group whose last member left is empty, and stays so until one joins', () => {
  const events = [
    at(0, 'C1', joined(0)),
    at(0, 'C2', joined(1)),
    at(40, 'C1', { type: 'left' }),
    at(50, 'C2', { type: 'left' }),
    at(70, 'C3', joined(0)),
  ]
  expect(lines(events, 90)).toEqual([
    'P0 C1 0-40',
    'P0 – 40-50 rebalance after C1',
    'P0 – 50-70 empty after C1',
    'P0 C3 70-90',
    'P1 C2 0-50',
    'P1 – 50-90 empty after C2',
  ])
})

test('what a member that crashed had is not empty: the group still counts on it', () => {
  const events = [
    at(0, 'C1', joined(0)),
    at(0, 'C2', joined(1)),
    at(40, 'C1', { type: 'crashed', sessionTimeoutMs: 2_000 }),
    at(50, 'C2', { type: 'left' }),
  ]
  expect(lines(events, 90)).toEqual([
    'P0 C1 0-40',
    'P0 – 40-90 crashed after C1',
    'P1 C2 0-50',
    'P1 – 50-90 empty after C2',
  ])
})

test.each([
  [2_039, ['P0 – 40-2039 crashed after C1']],
  [9_000, ['P0 – 40-2040 crashed after C1', 'P0 – 2040-9000 empty after C1']],
])('the last member crashed: empty from its session time-out on, seen at %i', (untilMs, gap) => {
  const events = [at(0, 'C1', joined(0)), at(40, 'C1', { type: 'crashed', sessionTimeoutMs: 2_000 })]
  expect(lines(events, untilMs)).toEqual(['P0 C1 0-40', ...gap])
  const taken = [...events, at(untilMs, 'C2', joined(0))]
  expect(lines(taken, 9_500)).toEqual(['P0 C1 0-40', ...gap, `P0 C2 ${untilMs}-9500`])
})

test('the others leave before they hear of a crash: empty when both are over', () => {
  const crashed = [
    at(0, 'C1', joined(0)),
    at(0, 'C2', joined()),
    at(40, 'C1', { type: 'crashed', sessionTimeoutMs: 2_000 }),
  ]
  const leaving = (atMs: number): string[] => lines([...crashed, at(atMs, 'C2', { type: 'left' })], 9_000)
  expect(leaving(50)).toEqual([
    'P0 C1 0-40',
    'P0 – 40-2040 crashed after C1',
    'P0 – 2040-9000 empty after C1',
  ])
  expect(leaving(3_000)).toEqual([
    'P0 C1 0-40',
    'P0 – 40-3000 crashed after C1',
    'P0 – 3000-9000 empty after C1',
  ])
})

test.each([
  { type: 'committed', topic: 'messages', partition: 0, offset: 3 },
  { type: 'received', topic: 'messages', partition: 0, from: 0, to: 3, count: 3 },
] as EventDetail[])('$type changes no owner', (detail) => {
  expect(lines([at(0, 'C1', joined(0)), at(40, 'C1', detail)], 90)).toEqual(['P0 C1 0-90'])
})

describe('a member that missed a rebalance', () => {
  test('owns no longer what another member joined with', () => {
    expect(lines([at(0, 'C1', joined(0)), at(40, 'C2', joined(0))], 90)).toEqual([
      'P0 C1 0-40',
      'P0 C2 40-90',
    ])
  })

  test('and comes back with less reads no more of the rest', () => {
    const events = [at(0, 'C1', joined(0, 1)), at(40, 'C1', joined(0))]
    expect(lines(events, 90)).toEqual([
      'P0 C1 0-40',
      'P0 C1 40-90',
      'P1 C1 0-40',
      'P1 – 40-90 rebalance after C1',
    ])
  })

  test('and joins again with the same partition begins a new segment, in its new generation', () => {
    const events = [
      at(0, 'C1', joined(0)),
      at(1, 'C1', generation(3)),
      at(40, 'C1', joined(0)),
      at(41, 'C1', generation(4)),
    ]
    expect(lines(events, 90)).toEqual(['P0 C1 0-40 g3', 'P0 C1 40-90 g4'])
  })
})

test('a segment keeps the generation in which it began', () => {
  const events = [at(0, 'C1', joined(0)), at(1, 'C1', generation(3)), at(40, 'C1', generation(4))]
  expect(lines(events, 90)).toEqual(['P0 C1 0-90 g3'])
})

test('other groups, other kinds of events and what comes later are left out', () => {
  const events = [
    at(0, 'C1', joined(0)),
    at(10, 'C9', joined(0), 'other'),
    { atMs: 20, group: 'chat', member: null, type: 'group-deleted' } as LabEvent,
    at(95, 'C1', { type: 'left' }),
  ]
  expect(lines(events, 90)).toEqual(['P0 C1 0-90'])
  expect(ownership(events, { group: 'nobody', untilMs: 90 })).toEqual([])
})

test('topics whose names run into numbers stay apart, in order', () => {
  const assigned = [
    { topic: 'b', partition: 0 },
    { topic: 'a-1', partition: 0 },
    { topic: 'a', partition: 10 },
    { topic: 'a', partition: 2 },
  ]
  const segments = ownership([at(0, 'C1', { type: 'joined', assigned })], { group: 'chat', untilMs: 9 })
  expect(segments.map(({ topic, partition }) => `${topic}/${partition}`)).toEqual([
    'a/2',
    'a/10',
    'a-1/0',
    'b/0',
  ])
})

test('whatever happens, a lane has no gap, no overlap and one owner at a time', () => {
  const detail = fc.oneof(
    fc.subarray([0, 1, 2, 3]).map((partitions) => joined(...partitions)),
    fc.nat({ max: 9 }).map(generation),
    fc.constantFrom<EventDetail>(rebalancing, { type: 'left' }, { type: 'crashed', sessionTimeoutMs: 2_000 }),
  )
  const story = fc.array(fc.tuple(fc.constantFrom('C1', 'C2', 'C3'), fc.nat({ max: 5 }), detail), {
    maxLength: 40,
  })
  fc.assert(
    fc.property(story, (steps) => {
      let now = 0
      const events = steps.map(([member, later, each]) => {
        now += later
        return at(now, member, each)
      })
      const segments = ownership(events, { group: 'chat', untilMs: now + 1 })
      for (const partition of [0, 1, 2, 3]) {
        const lane = segments.filter((segment) => segment.partition === partition)
        for (const [index, segment] of lane.entries()) {
          expect(segment.fromMs).toBeLessThan(segment.toMs)
          expect(segment.unread === null).toBe(segment.member !== null)
          expect(segment.last === null).toBe(segment.member !== null)
          expect(segment.toMs).toBe(lane[index + 1]?.fromMs ?? now + 1)
        }
      }
    }),
  )
})
