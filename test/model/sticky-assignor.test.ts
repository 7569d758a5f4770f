import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Assignment, Subscriber, TopicPartitions } from '../../src/model/assignor.js'
import { stickyAssignor } from '../../src/model/sticky-assignor.js'
import {
  afterwards,
  alike,
  faults,
  shares,
  someMembers,
  someTopics,
  spread,
  subscriber,
  topicsOf,
} from './subscribers.js'

const six = topicsOf({ orders: 6 })
const readers = (...ids: string[]): Subscriber[] => ids.map((id) => subscriber(id, 'orders'))

/** How many partitions have another owner than before; those that nobody owned do not count. */
function moved(before: Assignment, after: Assignment): number {
  const formerly = new Map(
    [...before].flatMap(([id, owned]) => owned.map((at): [string, string] => [JSON.stringify(at), id])),
  )
  return [...after].flatMap(([id, owned]) =>
    owned.filter((at) => (formerly.get(JSON.stringify(at)) ?? id) !== id),
  ).length
}

describe('the story of lesson 04', () => {
  test('6 partitions, C1, +C2 +C3 −C2 +C4: 3, 2, 2 and 2 of them move', () => {
    const steps = [['C1'], ['C1', 'C2'], ['C1', 'C2', 'C3'], ['C1', 'C3'], ['C1', 'C3', 'C4']]
    let before: Assignment = new Map()
    const counts = steps.map((ids) => {
      const after = stickyAssignor(afterwards(readers(...ids), before), six)
      const count = moved(before, after)
      before = after
      return count
    })
    expect(counts).toEqual([0, 3, 2, 2, 2])
  })
})

test('what nobody owned goes to those who have the least', () => {
  const [c1, c2] = readers('C1', 'C2') as [Subscriber, Subscriber]
  const owner = { ...c1, owned: [0, 1].map((partition) => ({ topic: 'orders', partition })), generation: 1 }
  expect(shares(stickyAssignor([owner, c2], six))).toEqual({
    C1: ['orders/0', 'orders/1', 'orders/4'],
    C2: ['orders/2', 'orders/3', 'orders/5'],
  })
})

describe('two who say that they owned the same', () => {
  const both = (first: number | null, second: number | null): Record<string, string[]> => {
    const owned = [{ topic: 'orders', partition: 0 }]
    const members = [
      { ...subscriber('C1', 'orders'), owned, generation: first },
      { ...subscriber('C2', 'orders'), owned, generation: second },
    ]
    return shares(stickyAssignor(members, topicsOf({ orders: 1 })))
  }

  test('the later generation is believed', () => {
    expect(both(3, 4)).toEqual({ C1: [], C2: ['orders/0'] })
    expect(both(4, 3)).toEqual({ C1: ['orders/0'], C2: [] })
  })

  test('one that is too new for a heartbeat is the latest', () => {
    expect(both(3, null)).toEqual({ C1: [], C2: ['orders/0'] })
    expect(both(null, null)).toEqual({ C1: ['orders/0'], C2: [] })
  })
})

test('what its owner no longer reads, and what is gone, is not kept', () => {
  const owned = [
    { topic: 'payments', partition: 0 },
    { topic: 'orders', partition: 7 },
  ]
  const members = [{ ...subscriber('C1', 'orders'), owned, generation: 1 }, subscriber('C2', 'payments')]
  expect(shares(stickyAssignor(members, topicsOf({ orders: 1, payments: 1 })))).toEqual({
    C1: ['orders/0'],
    C2: ['payments/0'],
  })
})

test('a partition moves only to one who reads its topic', () => {
  const [a, b] = [subscriber('C1', 'a', 'b'), subscriber('C2', 'b')]
  const owned = [...[0, 1, 2].map((partition) => ({ topic: 'a', partition })), { topic: 'b', partition: 0 }]
  expect(shares(stickyAssignor([{ ...a, owned, generation: 1 }, b], topicsOf({ a: 3, b: 1 })))).toEqual({
    C1: ['a/0', 'a/1', 'a/2'],
    C2: ['b/0'],
  })
})

describe('properties', () => {
  const check = (holds: (members: Subscriber[], topics: TopicPartitions) => void): void =>
    fc.assert(
      fc.property(someMembers, someTopics, (members, topics) => {
        holds(members, topics)
      }),
    )

  test('every partition that somebody reads goes to exactly one who reads it', () => {
    check((members, topics) => expect(faults(members, topics, stickyAssignor(members, topics))).toEqual([]))
  })

  test('alike members have as many, or one fewer', () => {
    check((members, topics) =>
      expect(spread(stickyAssignor(alike(members, topics), topics))).toBeLessThanOrEqual(1),
    )
  })

  test('nobody has two more than another who reads one of them', () => {
    check((members, topics) => {
      const after = stickyAssignor(members, topics)
      for (const [, owned] of after)
        for (const { id, topics: read } of members)
          if (owned.some(({ topic }) => read.includes(topic)))
            expect(owned.length - (after.get(id)?.length ?? 0)).toBeLessThanOrEqual(1)
    })
  })

  test('when nothing has changed, nothing moves', () => {
    check((members, topics) => {
      const before = stickyAssignor(members, topics)
      expect(shares(stickyAssignor(afterwards(members, before), topics))).toEqual(shares(before))
    })
  })

  test('alike members: when one joins, partitions move to it alone; when one leaves, only its own move', () => {
    check((some, topics) => {
      const members = alike(some, topics)
      const before = stickyAssignor(members, topics)
      const stayed = afterwards(members, before)
      const joined = stickyAssignor([...stayed, subscriber('C9', ...topics.keys())], topics)
      expect(moved(before, joined)).toBe(members.length === 0 ? 0 : (joined.get('C9')?.length ?? 0))
      const left = stickyAssignor(stayed.slice(1), topics)
      const lost = before.get(members[0]?.id ?? '')?.length ?? 0
      expect(moved(before, left)).toBe(members.length > 1 ? lost : 0)
    })
  })
})
