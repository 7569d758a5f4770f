import { expect, test } from 'vitest'
import { isLossOfBroker } from '../../src/kafka/loss.js'

const problem = (fields: object, message = 'it failed'): Error => Object.assign(new Error(message), fields)

test.each<[string, unknown, boolean]>([
  ['a lost connection', problem({ name: 'KafkaJSConnectionError' }), true],
  ['a connection that the broker has closed', problem({ name: 'KafkaJSConnectionClosedError' }), true],
  ['an answer that did not come', problem({ name: 'KafkaJSRequestTimeoutError' }), true],
  ['a leader that is just being chosen', problem({ type: 'LEADER_NOT_AVAILABLE' }), true],
  ['a coordinator that has moved', problem({ type: 'NOT_COORDINATOR_FOR_GROUP' }), true],
  ['no coordinator, in words alone', problem({}, 'Failed to find group coordinator'), true],
  ['a connection that is just being made, in words alone', problem({}, 'Broker not connected'), true],
  [
    'one that kafkajs gave up for',
    problem({ name: 'KafkaJSNumberOfRetriesExceeded', cause: problem({ type: 'NOT_CONTROLLER' }) }),
    true,
  ],
  ['a topic that does not exist', problem({ type: 'UNKNOWN_TOPIC_OR_PARTITION' }), false],
  ['a refusal for good', problem({ name: 'KafkaJSNonRetriableError' }), false],
  ['a mistake in a program', new TypeError('x is not a function'), false],
  ['what is no error', 'LEADER_NOT_AVAILABLE', false],
])('%s: whether a broker was lost', (_, thrown, lost) => {
  expect(isLossOfBroker(thrown)).toBe(lost)
})
