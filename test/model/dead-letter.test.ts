import { expect, test } from 'vitest'
import { deadLetterHeaders, originalHeaders, originOf } from '../../src/model/dead-letter.js'

const message = { topic: 'orders', partition: 2, offset: 3, headers: { source: 'web', error: 'its own' } }

test('a dead letter says why it is there and where it came from, beside its own headers', () => {
  expect(deadLetterHeaders(message, 'card declined')).toEqual({
    source: 'web',
    error: 'card declined',
    'original-topic': 'orders',
    'original-partition': '2',
    'original-offset': '3',
  })
})

test('the way back: the origin, and the headers without those of the queue', () => {
  const headers = deadLetterHeaders(message, 'card declined')
  expect(originOf(headers)).toEqual({ topic: 'orders', partition: 2 })
  expect(originalHeaders(headers)).toEqual({ source: 'web' })
})

test.each([
  [{}],
  [{ 'original-topic': 'orders' }],
  [{ 'original-partition': '0' }],
  [{ 'original-topic': '', 'original-partition': '0' }],
  [{ 'original-topic': 'orders', 'original-partition': '' }],
  [{ 'original-topic': 'orders', 'original-partition': '-1' }],
  [{ 'original-topic': 'orders', 'original-partition': '1.5' }],
  [{ 'original-topic': 'orders', 'original-partition': '99999999999999999999' }],
])('headers that do not say where a message came from: %j', (headers) => {
  expect(originOf(headers as Record<string, string>)).toBeNull()
})
