import { expect, it } from 'vitest'
import { rebalance } from '../../src/charts/rebalance.js'
import type { EventOf, LabEvent } from '../../src/model/timeline.js'
import { failover, minute, restless, story } from './stories.js'

it('says who came and went, how long nobody read, and who reads at the end', () => {
  expect(rebalance(failover).alt).toBe(
    '4 partitions over 5.4 s. C1 joins at 0.00 s, C2 joins at 0.66 s, C3 joins at 1.29 s, C2 crashes at 2.00 s, C4 joins at 4.00 s and C3 leaves at 4.70 s. After the crash of C2, nobody read partition 1 for 1.1 s. In rebalances nobody read for 47 ms to 110 ms. At the end, C1 reads 0 and 2 and C4 reads 1 and 3.',
  )
})

it('says of a gap that is open how long it lasts so far', () => {
  expect(rebalance(minute).alt).toContain(
    'After the crash of C2, nobody has read partitions 1, 3 and 5 for 2.0 s so far.',
  )
  expect(rebalance(minute).alt).toContain('At the end, C1 reads 0, 2 and 4 and nobody reads 1, 3 and 5.')
})

it('names the topics where there are several', () => {
  const orders = story('g', 'orders', '0 C1 joined 0 1', '50 C2 joined', '100 C1 crashed')
  const [joined, spare, crashed] = orders as [LabEvent, LabEvent, LabEvent]
  const payments = story('g', 'payments', '0 C1 joined 0')[0] as EventOf<'joined'>
  const both = { ...(joined as EventOf<'joined'>) }
  const assigned = [...both.assigned, ...payments.assigned]
  expect(rebalance([{ ...both, assigned }, spare, crashed], { untilMs: crashed.atMs + 900 }).alt).toBe(
    '3 partitions over 1.0 s. C1 joins at 0.00 s, C2 joins at 0.05 s and C1 crashes at 0.10 s. ' +
      'After the crash of C1, nobody has read partitions 0 and 1 of orders and 0 of payments for 900 ms so far. ' +
      'At the end, nobody reads 0 and 1 of orders and 0 of payments.',
  )
})

it('counts what is too much to tell', () => {
  expect(rebalance(restless(10, 100)).alt).toBe(
    '6 partitions over 961 ms. Members came or went 21 times. In rebalances nobody read for 40 ms. At the end, nobody reads 0, 1, 2, 3, 4 and 5.',
  )
})

it('says that nobody has had a partition', () => {
  expect(rebalance(story('g', 't', '0 C1 joined')).alt).toBe('No member has had a partition yet.')
  expect(rebalance([]).alt).toBe('No member has had a partition yet.')
})
