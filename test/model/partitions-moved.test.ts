import { expect, test } from 'vitest'
import { partitionsMoved } from '../../src/model/partitions-moved.js'

test('counts the partitions that have another owner, over all topics', () => {
  const before = { orders: ['C1', 'C2', 'C1'], payments: ['C2'] }
  expect(partitionsMoved(before, before)).toBe(0)
  expect(partitionsMoved(before, { orders: ['C1', 'C1', 'C2'], payments: ['C1'] })).toBe(3)
})

test('what nobody owned before, or owns after, has not moved', () => {
  expect(partitionsMoved({ orders: [null, 'C1'] }, { orders: ['C1', null] })).toBe(0)
})

test('nor has a partition, or a topic, that was not there before', () => {
  expect(partitionsMoved({ orders: ['C1'] }, { orders: ['C1', 'C2'], payments: ['C2'] })).toBe(0)
  expect(partitionsMoved({ orders: ['C1', 'C2'] }, { orders: ['C2'] })).toBe(1)
  expect(partitionsMoved({ orders: ['C1'] }, {})).toBe(0)
})
