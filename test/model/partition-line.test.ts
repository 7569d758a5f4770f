import { expect, test } from 'vitest'
import { partitionLine } from '../../src/model/partition-line.js'

const orders = { topic: 'orders', partition: 0, leader: 1, replicas: [1, 2, 3], start: 0, end: 10 }

test('all replicas in sync', () => {
  expect(partitionLine({ ...orders, isr: [1, 2, 3] })).toBe(
    'orders P0: leader 1, in sync 1, 2, 3, offsets 0 to 10',
  )
})

test('some are not, and nobody leads', () => {
  expect(partitionLine({ ...orders, leader: null, isr: [2] })).toBe(
    'orders P0: no leader, in sync 2 of 1, 2, 3, offsets 0 to 10',
  )
})
