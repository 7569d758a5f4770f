import { expect, test } from 'vitest'
import {
  confirm,
  confirmationOf,
  noConfirmations,
  type ShareAcknowledged,
} from '../../src/kafka/share-confirmations.js'

const at = (offset: number): { topic: string; partition: number; offset: number } => ({
  topic: 'orders',
  partition: 0,
  offset,
})
const released = (offset: number, deliveryCount: number): ShareAcknowledged => ({
  ...at(offset),
  deliveryCount,
  as: 'released',
})

test('a delivery is found by its place and its count, or the latest of a place', () => {
  const kept = noConfirmations()
  const accepted: ShareAcknowledged = { ...at(0), deliveryCount: 2, as: 'accepted' }
  confirm(kept, [released(0, 1), released(1, 1)])
  confirm(kept, [accepted])
  expect(confirmationOf(kept, at(0), 1)).toEqual(released(0, 1))
  expect(confirmationOf(kept, at(0), 2)).toEqual(accepted)
  expect(confirmationOf(kept, at(0), null)).toEqual(accepted)
  expect(confirmationOf(kept, at(1), 2)).toBeUndefined()
  expect(confirmationOf(kept, at(7), null)).toBeUndefined()
  expect(kept.list).toEqual([released(0, 1), released(1, 1), accepted])
})

test('the oldest are forgotten when there are more than the most', () => {
  const kept = noConfirmations()
  confirm(kept, [released(0, 1), released(1, 1), released(0, 2)], 2)
  expect(kept.list).toEqual([released(1, 1), released(0, 2)])
  expect(confirmationOf(kept, at(0), 1)).toBeUndefined()
  expect(confirmationOf(kept, at(0), null)).toEqual(released(0, 2))
  confirm(kept, [released(2, 1), released(3, 1)], 2)
  expect(kept.byPlace.size).toBe(2)
})
