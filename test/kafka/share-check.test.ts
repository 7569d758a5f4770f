import { expect, test } from 'vitest'
import { checkJoinShare, type ShareWish } from '../../src/kafka/share-check.js'

const good: ShareWish = {
  names: ['C1'],
  topics: ['orders'],
  maxRecords: 500,
  acquireMode: 'batch_optimized',
}
const refusals: [Partial<ShareWish>, string][] = [
  [
    { names: ['C1', 'C1'] },
    'as C1, C1: C1 is there twice, and a name stands for one member. Give each its own.',
  ],
  [{ topics: [] }, "given no topic to read. Name one: lab.joinShare('packing', 'orders')."],
  [
    { acquireMode: 'fast' as never },
    "with that acquireMode: wanted 'batch_optimized' or 'record_limit', found 'fast'. Choose one, or leave it out.",
  ],
  [
    { from: 'middle' as never },
    "with that from: wanted 'beginning' or 'end', found 'middle'. Choose one, or leave it out.",
  ],
  [
    { maxRecords: 0 },
    'with that maxRecords: wanted a whole number from 1 on, found 0. Choose one, or leave it out.',
  ],
  [
    { lockMs: 999 },
    'with that lockMs: wanted a whole number of ms from 1000 on, the least that Kafka takes, found 999. Choose one, or leave it out.',
  ],
]

test('what will do is not refused', () => {
  expect(() => checkJoinShare('packing', { ...good, from: 'end', lockMs: 1_000 })).not.toThrow()
})

test.each(refusals)('%j is refused in a sentence', (wish, end) => {
  let said = 'nothing'
  try {
    checkJoinShare('packing', { ...good, ...wish })
  } catch (problem) {
    said = (problem as Error).message
  }
  expect(said).toBe(`Cannot join share group 'packing' ${end}`)
})
