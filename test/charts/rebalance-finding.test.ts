import { expect, it } from 'vitest'
import { rebalance } from '../../src/charts/rebalance.js'
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

it('counts what is too much to tell', () => {
  expect(rebalance(restless(10, 100)).alt).toBe(
    '6 partitions over 961 ms. Members came or went 21 times. In rebalances nobody read for 40 ms. At the end, nobody reads 0, 1, 2, 3, 4 and 5.',
  )
})

it('says that nobody has had a partition', () => {
  expect(rebalance(story('g', 't', '0 C1 joined')).alt).toBe('No member has had a partition yet.')
  expect(rebalance([]).alt).toBe('No member has had a partition yet.')
})
