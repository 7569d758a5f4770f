import { expect, test } from 'vitest'
import { abortedOffsets, type FetchedRecord } from '../../src/model/aborted.js'

const message = (offset: number, producerId: string): FetchedRecord => ({
  ...{ offset, producerId },
  inTransaction: true,
  isAbortMarker: false,
})
const abort = (offset: number, producerId: string): FetchedRecord => ({
  ...message(offset, producerId),
  isAbortMarker: true,
})
const plain = (offset: number): FetchedRecord => ({ ...message(offset, '-1'), inTransaction: false })

const found = (...given: Parameters<typeof abortedOffsets>): number[] => [...abortedOffsets(...given)]

test('from the first offset to the abort marker, of that producer only', () => {
  const records = [
    message(0, 'a'),
    message(1, 'b'),
    plain(2),
    message(3, 'a'),
    abort(4, 'a'),
    message(5, 'a'),
  ]
  expect(found(records, [{ producerId: 'a', firstOffset: 0 }])).toEqual([0, 3])
  expect(found(records, [])).toEqual([])
})

test('the transaction that began later was aborted first', () => {
  const records = [message(0, 'a'), message(1, 'b'), abort(2, 'b'), abort(3, 'a')]
  const aborted = [
    { producerId: 'b', firstOffset: 1 },
    { producerId: 'a', firstOffset: 0 },
  ]
  expect(found(records, aborted)).toEqual([0, 1])
})

test('several were under way where the fetch begins', () => {
  const records = [message(10, 'b'), message(11, 'a'), abort(12, 'a'), message(13, 'b'), abort(14, 'b')]
  const aborted = [
    { producerId: 'a', firstOffset: 3 },
    { producerId: 'b', firstOffset: 5 },
  ]
  expect(found(records, aborted)).toEqual([10, 11, 13])
})

test('two of one producer, one after the other', () => {
  const records = [message(0, 'a'), abort(1, 'a'), message(2, 'a'), message(3, 'a'), abort(4, 'a')]
  const aborted = [
    { producerId: 'a', firstOffset: 3 },
    { producerId: 'a', firstOffset: 0 },
  ]
  expect(found(records, aborted)).toEqual([0, 3])
})
