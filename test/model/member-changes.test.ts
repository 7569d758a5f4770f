import { expect, test } from 'vitest'
import { memberChanges } from '../../src/model/member-changes.js'
import type { EventDetail, LabEvent } from '../../src/model/timeline.js'

const at = (atMs: number, member: string | null, detail: EventDetail, group = 'chat'): LabEvent => {
  return { atMs, group, member, ...detail }
}
const joined: EventDetail = { type: 'joined', assigned: [] }
const lines = (events: readonly LabEvent[]) =>
  memberChanges(events, 'chat').map(({ atMs, member, change }) => `${atMs} ${member} ${change}`)

test('a member joins once, and again after it went', () => {
  const events = [
    at(0, 'C1', joined),
    at(5, 'C2', { type: 'rebalancing' }),
    at(6, 'C1', joined),
    at(7, 'C2', joined),
    at(9, 'C1', { type: 'crashed', sessionTimeoutMs: 2_000 }),
    at(20, 'C1', joined),
  ]
  expect(lines(events)).toEqual(['0 C1 joins', '7 C2 joins', '9 C1 crashes', '20 C1 joins'])
})

test('events that begin in the middle: who was there before does not join', () => {
  const again: EventDetail = { type: 'joined', assigned: [], again: true }
  const events = [at(6, 'C1', again), at(7, 'C2', joined), at(9, 'C1', { type: 'left' }), at(12, 'C2', again)]
  expect(lines(events)).toEqual(['7 C2 joins', '9 C1 leaves'])
})

test('every way to go has its word', () => {
  const ends: EventDetail[] = [
    { type: 'left' },
    { type: 'crashed', sessionTimeoutMs: 2_000 },
    { type: 'ended', reason: 'C1 was replaced' },
    { type: 'died', reason: 'its codec is missing' },
  ]
  expect(lines(ends.map((end, index) => at(index, 'C1', end)))).toEqual([
    '0 C1 leaves',
    '1 C1 crashes',
    '2 C1 is ended',
    '3 C1 dies',
  ])
})

test('other groups, and what happens to nobody, are left out', () => {
  expect(lines([at(0, 'C1', joined, 'other'), at(1, null, { type: 'group-deleted' })])).toEqual([])
})
