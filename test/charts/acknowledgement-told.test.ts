import { expect, it } from 'vitest'
import { acknowledgementTold } from '../../src/charts/acknowledgement-told.js'
import { acknowledgementReplay } from '../../src/model/acknowledgement-replay.js'
import type { GroupFacts } from '../../src/model/observation.js'
import type { LabEvent } from '../../src/model/timeline.js'
import { careful, carefulEvents } from './careful.js'

const told = (events: readonly LabEvent[], observed: GroupFacts = careful) =>
  acknowledgementTold(acknowledgementReplay(events, observed))
const event = (rest: object): LabEvent => ({ atMs: 0, group: 'careful', member: 'C1', ...rest }) as LabEvent
const at = { topic: 'orders', partition: 0 }

it('tells of a gap: what was held above it, and that a rebalance forgets it', () => {
  expect(told(carefulEvents).map(({ text }) => text)).toEqual([
    'P0 went to C1.',
    'C1 received 4 messages, offsets 0 to 3.',
    'C1 acknowledged offset 0 and committed 1, the next to read.',
    'C1 acknowledged offset 2. It was held above the gap: no commit can leave out offset 1.',
    'C1 acknowledged offset 3. It was held above the gap: no commit can leave out offset 1.',
    'C1 heard of a rebalance and joined anew. That 2 to 3 had been acknowledged was in its memory alone, and forgotten.',
    'P0 went to C1, and none to C2.',
    'C1 received 3 messages, offsets 1 to 3. All of them came again.',
    'C1 acknowledged offset 1 and committed 2, the next to read.',
  ])
  expect(told(carefulEvents).map(({ key }) => key)).toEqual([
    ...[false, true, false, true, false, true, false, true, false],
  ])
})

it('names partitions where there are several, and topics where these are', () => {
  const positions = [
    ...careful.positions,
    { topic: 'orders', partition: 1, committed: null, start: 0, end: 9 },
  ]
  const two = told(carefulEvents, { ...careful, positions })
  expect(two[2]?.text).toBe('C1 acknowledged offset 0 of P0 and committed 1 in P0, the next to read.')
  expect(two[5]?.text).toContain('That 2 to 3 of P0 had been acknowledged')
  const topics = [...careful.positions, { topic: 'other', partition: 0, committed: null, start: 0, end: 9 }]
  expect(told(carefulEvents, { ...careful, positions: topics })[1]?.text).toBe(
    'C1 received 4 messages, offsets 0 to 3 of orders P0.',
  )
})

it('tells of commits that wait, that are alone, and that go over a gap', () => {
  const received = event({ type: 'received', ...at, from: 0, to: 3, count: 3 })
  const ticked = (offset: number) =>
    event({ type: 'acknowledged', ...at, offsets: [{ from: offset, to: offset + 1 }] })
  const committed = event({ type: 'committed', ...at, offset: 3 })
  const naive = { ...careful, memory: careful.memory.map((one) => ({ ...one, commit: 'naive' as const })) }
  expect(
    told([received, ticked(0), committed])
      .map(({ text }) => text)
      .slice(1),
  ).toEqual(['C1 acknowledged offset 0. It was not committed yet.', 'C1 committed 3, the next to read.'])
  expect(told([received, ticked(2)], naive)[1]?.text).toBe(
    'C1 acknowledged offset 2. It was not committed yet.',
  )
})

it('tells of the ends of members and of a reset', () => {
  const ends = [
    event({ type: 'left' }),
    event({ type: 'crashed', sessionTimeoutMs: 500 }),
    event({ type: 'ended', reason: 'replaced' }),
    event({ type: 'died', reason: 'refused' }),
    event({ type: 'reset', ...at, offset: 0, member: null }),
  ]
  expect(told(ends).map(({ text }) => text)).toEqual([
    'C1 left. Nothing was held above a commit.',
    'C1 crashed. Nothing was held above a commit.',
    'The lab ended C1. Nothing was held above a commit.',
    'The client of C1 gave up. Nothing was held above a commit.',
    'The committed offset was reset to 0.',
  ])
})
