import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rangeAssignor } from '../../src/model/range-assignor.js'
import { alike, faults, shares, someMembers, someTopics, subscriber, topicsOf } from './subscribers.js'

test('neighbouring partitions, in the order of the ids, the first ones with one more', () => {
  const members = [subscriber('C2', 'orders'), subscriber('C1', 'orders'), subscriber('C3', 'orders')]
  expect(shares(rangeAssignor(members, topicsOf({ orders: 4 })))).toEqual({
    C1: ['orders/0', 'orders/1'],
    C2: ['orders/2'],
    C3: ['orders/3'],
  })
})

test('topic by topic: the first member carries the surplus of each', () => {
  const members = ['C1', 'C2'].map((id) => subscriber(id, 'a', 'b'))
  expect(shares(rangeAssignor(members, topicsOf({ a: 3, b: 3 })))).toEqual({
    C1: ['a/0', 'a/1', 'b/0', 'b/1'],
    C2: ['a/2', 'b/2'],
  })
})

test('only to those who read the topic; more members than partitions leave some with none', () => {
  const members = [subscriber('C1', 'a'), subscriber('C2', 'a', 'b'), subscriber('C3', 'b')]
  expect(shares(rangeAssignor(members, topicsOf({ a: 1, b: 2, unread: 4 })))).toEqual({
    C1: ['a/0'],
    C2: ['b/0'],
    C3: ['b/1'],
  })
})

test('property: every partition that somebody reads goes to exactly one who reads it', () => {
  fc.assert(
    fc.property(someMembers, someTopics, (members, topics) => {
      expect(faults(members, topics, rangeAssignor(members, topics))).toEqual([])
    }),
  )
})

test('property: of each topic, alike members have as many, or one fewer', () => {
  fc.assert(
    fc.property(someMembers, someTopics, (members, topics) => {
      const assignment = rangeAssignor(alike(members, topics), topics)
      for (const topic of topics.keys()) {
        const sizes = [...assignment.values()].map((owned) => owned.filter((at) => at.topic === topic).length)
        expect(Math.max(0, ...sizes) - Math.min(...sizes, Number.POSITIVE_INFINITY)).toBeLessThanOrEqual(1)
      }
    }),
  )
})
