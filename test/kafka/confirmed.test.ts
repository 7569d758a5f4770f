import { expect, test } from 'vitest'
import { gapAt, mostAcknowledged, nothingConfirmed, putConfirmed } from '../../src/kafka/confirmed.js'

const places = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => ({ partition: 0, offset: from + at }))

test('each message keeps its number and its place', () => {
  const confirmed = nothingConfirmed()
  putConfirmed(confirmed, places(1), 0)
  putConfirmed(confirmed, [{ partition: 2, offset: 7 }, ...places(1, 1)], 50)
  expect(confirmed.sent).toBe(3)
  expect(confirmed.acknowledged).toEqual([
    { id: 1, partition: 0, offset: 0 },
    { id: 2, partition: 2, offset: 7 },
    { id: 3, partition: 0, offset: 1 },
  ])
})

test('only the first are kept, and all are counted', () => {
  const confirmed = nothingConfirmed()
  putConfirmed(confirmed, places(mostAcknowledged - 1), 0)
  putConfirmed(confirmed, places(3, mostAcknowledged - 1), 0)
  putConfirmed(confirmed, places(3, mostAcknowledged + 2), 0)
  expect(confirmed.sent).toBe(mostAcknowledged + 5)
  expect(confirmed.acknowledged).toHaveLength(mostAcknowledged)
  expect(confirmed.acknowledged.at(-1)).toEqual({
    id: mostAcknowledged,
    partition: 0,
    offset: mostAcknowledged - 1,
  })
})

test('the longest gap is between two confirmations, or the one that is still open; a pause is none', () => {
  const confirmed = nothingConfirmed()
  expect(gapAt(confirmed, 5_000)).toBe(0)
  for (const at of [1_000, 1_050, 2_050, 2_100]) putConfirmed(confirmed, places(1), at)
  expect([gapAt(confirmed, 2_110), gapAt(confirmed, 4_100)]).toEqual([1_000, 2_000])
  confirmed.lastAtMs = null
  putConfirmed(confirmed, places(1), 60_000)
  expect(gapAt(confirmed, 60_100)).toBe(1_000)
})
