import { expect, test } from 'vitest'
import { consumerRate, producerRate } from '../../../environment/bench/java-tools.mjs'

test('of what the producer tool says the last line is the whole', () => {
  const output = `60001 records sent, 12000.2 records/sec (1.14 MB/sec), 5.1 ms avg latency, 300.0 ms max latency.
100000 records sent, 45207.956600 records/sec (4.31 MB/sec), 200.10 ms avg latency, 530.00 ms max latency, 150 ms 50th.
`
  expect(producerRate(output)).toBe(45207.9566)
  expect(() => producerRate('no broker')).toThrowError(
    'Cannot read the rate out of what producer-perf-test says: no broker',
  )
})

test('of what the consumer tool says it is the column of messages a second', () => {
  const output = `start.time, end.time, data.consumed.in.MB, MB.sec, data.consumed.in.nMsg, nMsg.sec, rebalance.time.ms, fetch.time.ms, fetch.MB.sec, fetch.nMsg.sec
2026-11-21 16:00:00:000, 2026-11-21 16:00:01:000, 19.0735, 19.0735, 200000, 198412.6984, 100, 900, 21.1928, 222222.2222
`
  expect(consumerRate(output)).toBe(198412.6984)
  expect(() => consumerRate('')).toThrowError('Cannot read the rate out of what consumer-perf-test says: ')
})
