import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { crashRunOf, crashRunsOf } from '../../src/model/crash-run.js'
import type { Crash } from '../../src/model/crashes.js'
import type { Fate, MessageDelivery } from '../../src/model/delivery.js'

const crash: Crash = { run: 4, message: 2, point: 'between the two' }
const deliveries = (...fates: Fate[]): MessageDelivery[] =>
  fates.map((fate, offset) => ({ topic: 'orders', partition: 0, offset, handled: 1, fate }))

test('a run counts what was lost and what was repeated', () => {
  const found = deliveries('handled', 'lost', 'repeated', 'repeated', 'waiting')
  const run = crashRunOf(crash, 'at-most-once', found)
  expect(run).toEqual({ ...crash, guarantee: 'at-most-once', lost: 1, repeated: 2, deliveries: found })
  expect(inspect(run)).toBe('run 4, at-most-once, crash at message 2 between the two: 1 lost, 2 repeated')
})

test('runs print as one line that counts runs, not messages', () => {
  const good = crashRunOf(crash, 'exactly-once', deliveries('handled'))
  const bad = crashRunOf(crash, 'at-least-once', deliveries('repeated', 'repeated'))
  expect(inspect(crashRunsOf([good, bad]))).toBe('2 runs: 0 lost a message, 1 repeated one')
  expect(inspect(crashRunsOf([good]))).toBe('1 run: 0 lost a message, 0 repeated one')
})
