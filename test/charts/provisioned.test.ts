import { expect, test } from 'vitest'
import { provisioned } from '../../src/charts/provisioned.js'
import type { Provisioned } from '../../src/model/topic-plan.js'

const created: Provisioned = { topic: 'orders', outcome: 'created', differences: [], tookMs: 41.6 }
const differs: Provisioned = {
  topic: 'payments',
  outcome: 'differs',
  differences: [
    { what: 'partitions', wanted: '4', found: '3' },
    { what: 'retention.ms', wanted: '1000', found: 'not set' },
  ],
  tookMs: 7,
}

test('each topic is a row, and what differs is said', () => {
  expect(provisioned([created, differs])).toEqual({
    title: 'Topics provisioned',
    alt: '2 topics: 1 created and 1 differs.',
    table: {
      columns: ['topic', 'outcome', 'what differs', 'took'],
      rows: [
        ['orders', 'created', null, '42 ms'],
        ['payments', 'differs', 'partitions is 3, wanted 4; retention.ms is not set, wanted 1000', '7 ms'],
      ],
    },
  })
})

test('outcomes are counted, and none is named that did not happen', () => {
  const exists: Provisioned = { ...created, outcome: 'exists' }
  expect(provisioned([exists, created, exists]).alt).toBe('3 topics: 1 created and 2 exist.')
})
