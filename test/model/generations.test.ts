import { expect, test } from 'vitest'
import { generations } from '../../src/model/generations.js'
import type { OwnershipSegment } from '../../src/model/ownership.js'

const read = (generation: number | null, fromMs: number, toMs: number): OwnershipSegment => {
  const member = generation === null ? null : 'C1'
  return { topic: 't', partition: 0, member, unread: null, last: null, generation, fromMs, toMs }
}

test('a generation lasts from its first reader to its last', () => {
  expect(generations([read(1, 5, 40), read(null, 40, 50), read(2, 52, 90), read(1, 0, 38)])).toEqual([
    { generation: 1, fromMs: 0, toMs: 40 },
    { generation: 2, fromMs: 52, toMs: 90 },
  ])
})

test('a member that reads on in an old one does not stretch it over the next', () => {
  expect(generations([read(1, 0, 80), read(2, 50, 90)])).toEqual([
    { generation: 1, fromMs: 0, toMs: 50 },
    { generation: 2, fromMs: 50, toMs: 90 },
  ])
  expect(generations([read(null, 0, 9)])).toEqual([])
})
