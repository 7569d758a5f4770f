import { expect, test } from 'vitest'
import { requestsOf } from '../../src/kafka/requests.js'

const bytes = (count: number): Buffer => Buffer.alloc(count)
const sizes = (requests: ReturnType<typeof requestsOf>): number[] => requests.map(({ length }) => length)

test('keys, values and headers count, in bytes; a message that is too large stands alone', () => {
  const kib = 1_024
  expect(sizes(requestsOf(Array(3).fill({ value: bytes(256 * kib) }), 100))).toEqual([2, 1])
  expect(sizes(requestsOf(Array(3).fill({ key: bytes(256 * kib), value: null }), 100))).toEqual([2, 1])
  const headers = { trace: 'x'.repeat(256 * kib - 5) }
  expect(sizes(requestsOf(Array(3).fill({ value: null, headers }), 100))).toEqual([2, 1])
  const wide = { trace: 'ö'.repeat(200 * kib) }
  expect(sizes(requestsOf(Array(2).fill({ value: null, headers: wide }), 100))).toEqual([1, 1])
  const large = { value: bytes(600 * kib) }
  expect(sizes(requestsOf([{ value: bytes(1) }, large, { value: bytes(1) }], 100))).toEqual([1, 1, 1])
})

test('no more messages than were asked for', () => {
  expect(sizes(requestsOf(Array(5).fill({ value: bytes(1) }), 2))).toEqual([2, 2, 1])
  expect(requestsOf([], 2)).toEqual([])
})
