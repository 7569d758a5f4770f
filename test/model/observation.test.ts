import assert from 'node:assert/strict'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { type GroupFacts, type ObservationFacts, observation } from '../../src/model/observation.js'

const partition = (topic: string, partition: number, end: number) => {
  return { topic, partition, start: 0, end, leader: 1, replicas: [1], isr: [1] }
}
const group = (name: string, facts: Partial<GroupFacts> = {}): GroupFacts => {
  return { group: name, state: 'Stable', members: [], positions: [], memory: [], ...facts }
}
const look = (facts: Partial<ObservationFacts>): ObservationFacts => {
  return {
    atMs: 0,
    tookMs: 12.4,
    partitions: [],
    groups: [],
    appearance: { groups: [], members: [] },
    ...facts,
  }
}
const orders = [partition('orders', 0, 7), partition('orders', 1, 3), partition('orders', 2, 2)]
const twoGroups = look({
  partitions: orders,
  groups: [
    group('A', {
      members: [
        { name: 'C1', id: 'C1-x', assigned: [{ topic: 'orders', partition: 2 }] },
        { name: 'C2', id: 'C2-y', assigned: [{ topic: 'orders', partition: 0 }] },
      ],
      positions: [
        { topic: 'orders', partition: 2, committed: 0, start: 0, end: 2 },
        { topic: 'orders', partition: 0, committed: 5, start: 0, end: 7 },
      ],
    }),
    group('B', { state: 'Empty' }),
  ],
})

test('an unknown group is a sentence that names the groups that are there', () => {
  const says = (facts: ObservationFacts) => {
    try {
      return observation(facts).group('C').group
    } catch (error) {
      return (error as Error).message
    }
  }
  const next = "Let a member join 'C' or name it in observe({ groups: ['C'] }), and look again."
  expect(says(twoGroups)).toBe(`Cannot show group 'C': this observation holds only A, B. ${next}`)
  expect(says(look({}))).toBe(`Cannot show group 'C': this observation holds no group. ${next}`)
})

test('an observation and a group print as one line', () => {
  const seen = observation(twoGroups)
  expect(inspect(seen.group('A'))).toBe(
    'A: Stable, C1, C2, orders committed [5, never, 0], lag [2, never, 2]',
  )
  expect(inspect(seen)).toBe(
    'A: Stable, C1, C2, orders committed [5, never, 0], lag [2, never, 2]; B: Empty, no members (looked at in 12 ms)',
  )
  expect(inspect(observation(look({})))).toBe('no groups (looked at in 12 ms)')
})

test('two looks at the same facts are deeply equal', () => {
  assert.deepStrictEqual(observation(twoGroups), observation(structuredClone(twoGroups)))
  assert.deepStrictEqual({ ...observation(twoGroups) }, twoGroups)
  assert.deepStrictEqual(observation(twoGroups).group('A'), observation(twoGroups).group('A'))
})
