import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { groupView } from '../../src/model/group-view.js'
import type { GroupFacts } from '../../src/model/observation.js'

const group = (facts: Partial<GroupFacts> = {}): GroupFacts => {
  return { group: 'A', state: 'Stable', members: [], positions: [], memory: [], ...facts }
}
const member = (name: string, ...partitions: number[]) => {
  return { name, id: `${name}-x`, assigned: partitions.map((partition) => ({ topic: 'orders', partition })) }
}
const position = (partition: number, committed: number | null, end: number) => {
  return { topic: 'orders', partition, committed, start: 0, end }
}
const partitions = [0, 1, 2].map((partition) => {
  return { topic: 'orders', partition, start: 0, end: 7, leader: 1, replicas: [1], isr: [1] }
})

test('positions, lag and owners are arrays by partition, with null where the group has none', () => {
  const facts = group({
    members: [member('C1', 2), member('C2', 0)],
    positions: [position(2, 0, 2), position(0, 5, 7)],
  })
  const view = groupView(facts, { partitions })
  expect(view.committed).toStrictEqual({ orders: [5, null, 0] })
  expect(view.lag).toStrictEqual({ orders: [2, null, 2] })
  expect(view.owners).toStrictEqual({ orders: ['C2', null, 'C1'] })
})

test('a topic that a member owns is in every table before the first commit', () => {
  const view = groupView(group({ members: [member('C1', 1)] }), { partitions })
  expect(view.committed).toStrictEqual({ orders: [null, null, null] })
  expect(view.lag).toStrictEqual({ orders: [null, null, null] })
  expect(view.owners).toStrictEqual({ orders: [null, 'C1', null] })
})

test('a topic in which the group has nothing stays out of the tables', () => {
  const { committed, lag, owners } = groupView(group({ state: 'Empty' }), { partitions })
  expect([committed, lag, owners]).toStrictEqual([{}, {}, {}])
})

test('a topic named like a property of every object is a topic', () => {
  const odd = { topic: '__proto__', partition: 0 }
  const view = groupView(group({ positions: [{ ...odd, committed: 1, start: 0, end: 3 }] }), {
    partitions: [],
  })
  expect(Object.entries(view.lag)).toStrictEqual([['__proto__', [2]]])
})

test('the broker facts stay as they were', () => {
  const facts = group({ members: [member('C1', 1)], positions: [position(1, 3, 7)] })
  expect(groupView(facts, { partitions })).toMatchObject(facts)
})

test('a group prints as one line that tells never committed from 0', () => {
  const facts = group({
    members: [member('C1', 0, 1), member('C2', 2)],
    positions: [position(0, 0, 7), position(2, 4, 7)],
  })
  expect(inspect(groupView(facts, { partitions }))).toBe(
    'A: Stable, C1, C2, orders committed [0, never, 4], lag [7, never, 3]',
  )
  expect(inspect(groupView(group({ state: 'Empty' }), { partitions }))).toBe('A: Empty, no members')
})
