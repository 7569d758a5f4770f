import { expect, test } from 'vitest'
import { partitions } from '../../src/charts/partitions.js'
import type { PartitionFacts } from '../../src/model/observation.js'

const healthy: PartitionFacts = {
  topic: 'orders',
  partition: 0,
  start: 2,
  end: 10,
  leader: 1,
  replicas: [1, 2],
  isr: [1, 2],
}

test('a partition is a row with its placement and its offsets', () => {
  expect(partitions([healthy])).toEqual({
    title: 'Partitions',
    alt: '1 partition of 1 topic: each has a leader, all replicas are in sync.',
    table: {
      columns: [
        'topic',
        'partition',
        'leader',
        'replicas',
        'in-sync replicas',
        'first offset',
        'log end offset',
      ],
      rows: [['orders', 'P0', 'node 1', '1, 2', '1, 2', 2, 10]],
    },
  })
})

test('what is not well is said: no leader, and replicas out of sync', () => {
  const orphan = { ...healthy, partition: 1, leader: null, isr: [] }
  const behind = { ...healthy, topic: 'payments', isr: [2] }
  const panel = partitions([healthy, orphan, behind])
  expect(panel.alt).toBe('3 partitions of 2 topics: 1 without a leader, 2 with replicas out of sync.')
  expect(panel.table.rows.map(([, , leader, , isr]) => [leader, isr])).toEqual([
    ['node 1', '1, 2'],
    [null, ''],
    ['node 1', '2'],
  ])
})
