import { expect, test } from 'vitest'
import { reasonOfDeath } from '../../src/kafka/reason-of-death.js'

const plan = {
  ...{ name: 'C1', group: 'A', topics: ['orders'], from: 'beginning', commit: 'ledger' },
  ...{ commitWhen: 'acknowledged', assignor: 'range', sessionTimeoutMs: 2_000 },
} as unknown as Parameters<typeof reasonOfDeath>[0]

test.each([
  'The coordinator is not aware of this member',
  'It is not aware of this member.',
  'It is undefined..',
])('what kafkajs says ends with one full stop: %s', (message) => {
  expect(reasonOfDeath(plan, new Error(message))).toBe(
    `C1 of group 'A' has stopped: ${message.replace(/\.*$/, '.')} Run its join cell again to put a new C1 in its place.`,
  )
})
