import { describe, expect, test } from 'vitest'
import {
  append,
  type EventDetail,
  emptyTimeline,
  eventsOf,
  forget,
  type LabEvent,
  withMembers,
} from '../../src/model/timeline.js'

const at = (atMs: number, group: string | null, member: string | null, detail: EventDetail): LabEvent => {
  return { atMs, group, member, ...detail }
}
const written = (...events: LabEvent[]) => {
  const timeline = emptyTimeline()
  for (const event of events) append(timeline, event)
  return timeline
}
const committed = (offset: number): EventDetail => ({
  type: 'committed',
  topic: 'orders',
  partition: 0,
  offset,
})

describe('events are kept in the order in which they were written', () => {
  test('whole, and oldest first', () => {
    const events = [
      at(1, null, null, { type: 'produced', topic: 'orders', partition: 0, from: 0, to: 10, count: 10 }),
      at(2, 'A', 'C1', { type: 'joined', assigned: [{ topic: 'orders', partition: 0 }] }),
      at(2, 'A', 'C1', committed(4)),
    ]
    expect(written(...events)).toEqual({ events, limit: 10_000, dropped: 0 })
  })

  test('a clock that was set back does not change the order', () => {
    const timeline = written(at(5, 'A', 'C1', committed(1)), at(3, 'A', 'C1', committed(2)))
    expect(timeline.events).toEqual([at(5, 'A', 'C1', committed(1)), at(5, 'A', 'C1', committed(2))])
  })

  test('survives a copy as plain data', () => {
    const timeline = written(at(5, 'A', 'C1', committed(1)))
    const copy = structuredClone(timeline)
    append(copy, at(6, 'A', 'C1', committed(2)))
    expect(eventsOf(copy)).toHaveLength(2)
    expect(timeline.events).toHaveLength(1)
  })
})

test('the oldest go when the limit is passed, and are counted', () => {
  const timeline = emptyTimeline({ limit: 3 })
  for (let offset = 0; offset < 10; offset++) append(timeline, at(offset, 'A', 'C1', committed(offset)))
  expect(timeline.dropped).toBe(7)
  expect(timeline.events.map(({ atMs }) => atMs)).toEqual([7, 8, 9])
})

test('forgotten, it is as on the first day, and the same list goes on', () => {
  const timeline = emptyTimeline({ limit: 1 })
  for (const offset of [1, 2]) append(timeline, at(offset, 'A', 'C1', committed(offset)))
  const { events } = timeline
  forget(timeline)
  expect(timeline).toEqual(emptyTimeline({ limit: 1 }))
  append(timeline, at(3, 'A', 'C1', committed(3)))
  expect(events).toEqual([at(3, 'A', 'C1', committed(3))])
})

describe('a filter', () => {
  const timeline = written(
    at(10, 'A', 'C1', committed(1)),
    at(20, 'A', 'C2', { type: 'crashed', sessionTimeoutMs: 2_000 }),
    at(30, 'B', 'C1', { type: 'left' }),
    at(40, null, null, { type: 'topic-created', topic: 'orders', partitions: 3 }),
  )
  const times = (...filter: Parameters<typeof eventsOf> extends [unknown, ...infer Rest] ? Rest : never) =>
    eventsOf(timeline, ...filter).map(({ atMs }) => atMs)

  test('lets everything through when it says nothing', () => {
    expect(times()).toEqual([10, 20, 30, 40])
  })

  test('narrows by group, member and type, alone and together', () => {
    expect(times({ group: 'A' })).toEqual([10, 20])
    expect(times({ member: 'C1' })).toEqual([10, 30])
    expect(times({ types: ['crashed', 'left'] })).toEqual([20, 30])
    expect(times({ group: 'A', types: ['crashed', 'left'] })).toEqual([20])
    expect(times({ types: [] })).toEqual([])
  })

  test('gives events of the types it names, for the compiler too', () => {
    const offsets: number[] = eventsOf(timeline, { types: ['committed'] }).map(({ offset }) => offset)
    expect(offsets).toEqual([1])
    // @ts-expect-error: a topic's creation has no offset
    expect(eventsOf(timeline, { types: ['topic-created'] }).map(({ offset }) => offset)).toEqual([undefined])
  })

  test('narrows by time, half-open', () => {
    expect(times({ sinceMs: 20 })).toEqual([20, 30, 40])
    expect(times({ untilMs: 20 })).toEqual([10])
    expect(times({ sinceMs: 20, untilMs: 40 })).toEqual([20, 30])
  })
})

test('the names of members go with events, and are not among them', () => {
  const { events } = written(at(1, 'A', 'C1', committed(1)))
  const named = withMembers([...events], ['C2', 'C1'])
  expect(named.members).toEqual(['C2', 'C1'])
  expect(named).toEqual(events)
  expect(Object.keys(named)).toEqual(['0'])
})

test('when messages fill it, who joined and left stays; without messages the oldest go', () => {
  const timeline = emptyTimeline({ limit: 3 })
  append(timeline, at(1, 'A', 'C1', { type: 'crashed', sessionTimeoutMs: 2_000 }))
  for (const atMs of [2, 3, 4, 5]) append(timeline, at(atMs, 'A', 'C2', committed(atMs)))
  for (const atMs of [6, 7]) append(timeline, at(atMs, 'A', 'C3', { type: 'left' }))
  expect(timeline.events.map(({ atMs }) => atMs)).toEqual([1, 6, 7])
  append(timeline, at(8, 'A', 'C4', { type: 'left' }))
  expect(timeline.events.map(({ atMs }) => atMs)).toEqual([6, 7, 8])
  expect(timeline.dropped).toBe(5)
})
