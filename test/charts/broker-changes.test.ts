import { expect, it } from 'vitest'
import { brokerChanges } from '../../src/charts/broker-changes.js'
import { happened, killedAndStarted } from './outages.js'

it('takes what was done to brokers, from a time on', () => {
  const from = happened(1_000, 2, 'killed').atMs
  expect(brokerChanges(killedAndStarted, from)).toEqual([
    { atMs: from, broker: 2, change: 'killed' },
    { atMs: from + 3_000, broker: 2, change: 'started' },
  ])
  expect(brokerChanges(killedAndStarted, from + 1).map(({ change }) => change)).toEqual(['started'])
  expect(brokerChanges([{ atMs: from, type: 'broker-killed' }], 0)).toEqual([])
})
