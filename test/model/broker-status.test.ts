import { expect, test } from 'vitest'
import { brokerInWords, remedy } from '../../src/model/broker-status.js'

test('what became of a broker, and what brings it back', () => {
  const statuses = ['running', 'killed', 'stopped', 'frozen'] as const
  expect(statuses.map((status) => brokerInWords(2, status))).toEqual([
    'broker 2 runs',
    'broker 2 was killed',
    'broker 2 was stopped',
    'broker 2 is frozen',
  ])
  expect(remedy(2, 'killed')).toBe('await lab.broker(2).start()')
  expect(remedy(2, 'stopped')).toBe('await lab.broker(2).start()')
  expect(remedy(2, 'frozen')).toBe('await lab.broker(2).thaw()')
})
