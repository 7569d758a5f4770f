import { expect, test } from 'vitest'
import { deadLetterHeaders, originalHeaders, originOf } from '../../src/model/dead-letter.js'

const message = { topic: 'orders', partition: 2, offset: 3, headers: { source: 'web', error: 'its own' } }

test('a dead letter says why it is there and where it came from, beside its own headers', () => {
  expect(deadLetterHeaders(message, 'card declined')).toEqual({
    source: 'web',
    'previous-error': 'its own',
    error: 'card declined',
    'original-topic': 'orders',
    'original-partition': '2',
    'original-offset': '3',
  })
})

test('the way back: the origin, and the headers without those of the queue', () => {
  const headers = deadLetterHeaders(message, 'card declined')
  expect(originOf(headers)).toEqual({ topic: 'orders', partition: 2, offset: 3 })
  expect(originalHeaders(headers)).toEqual(message.headers)
})

test('a queue of a queue: each way back restores what the letter carried before', () => {
  const first = deadLetterHeaders(message, 'card declined')
  const letter = { topic: 'orders.DLQ', partition: 0, offset: 7, headers: first }
  const second = deadLetterHeaders(letter, 'still declined')
  expect(second).toEqual({
    source: 'web',
    'previous-previous-error': 'its own',
    'previous-error': 'card declined',
    'previous-original-topic': 'orders',
    'previous-original-partition': '2',
    'previous-original-offset': '3',
    error: 'still declined',
    'original-topic': 'orders.DLQ',
    'original-partition': '0',
    'original-offset': '7',
  })
  expect(originOf(second)).toEqual({ topic: 'orders.DLQ', partition: 0, offset: 7 })
  expect(originalHeaders(second)).toEqual(first)
  expect(originOf(originalHeaders(second))).toEqual({ topic: 'orders', partition: 2, offset: 3 })
})

const complete = { 'original-topic': 'orders', 'original-partition': '0', 'original-offset': '7' }

test('an origin needs a topic, a partition and an offset', () => {
  expect(originOf(complete)).toEqual({ topic: 'orders', partition: 0, offset: 7 })
})

test.each<[string, string | undefined]>([
  ['original-topic', undefined],
  ['original-topic', ''],
  ['original-partition', undefined],
  ['original-partition', ''],
  ['original-partition', '-1'],
  ['original-partition', '1.5'],
  ['original-offset', undefined],
  ['original-offset', '99999999999999999999'],
  ['original-offset', 'three'],
])('headers that do not say where a message came from: %s %s', (name, text) => {
  const { [name as keyof typeof complete]: _, ...others } = complete
  expect(originOf(text === undefined ? others : { ...others, [name]: text })).toBeNull()
})
