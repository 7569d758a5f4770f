import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  coarse,
  countIn,
  type MessageState,
  messageStates,
  type StateRun,
} from '../../src/charts/message-states.js'
import type { GroupFacts } from '../../src/model/observation.js'
import { rangesOf } from '../../src/model/ranges.js'

function group(
  received: readonly number[],
  acknowledged: readonly number[],
  commit: 'ledger' | 'naive' = 'ledger',
): GroupFacts {
  const partitions = [
    { topic: 't', partition: 0, received: rangesOf(received), acknowledged: rangesOf(acknowledged) },
  ]
  return {
    group: 'A',
    state: 'Stable',
    members: [],
    positions: [],
    memory: [{ name: 'C1', commit, partitions }],
  }
}

function states(runs: readonly StateRun[]): MessageState[] {
  return runs.flatMap((run) => new Array<MessageState>(run.to - run.from).fill(run.state))
}

it('tells committed, received, acknowledged and unread apart', () => {
  const position = { topic: 't', partition: 0, start: 0, end: 6, committed: 2 }
  const found = messageStates(group([0, 1, 2, 3], [0, 1, 3]), position)
  expect(found.runs).toEqual([
    { from: 0, to: 2, state: 'committed' },
    { from: 2, to: 3, state: 'received' },
    { from: 3, to: 4, state: 'acknowledged' },
    { from: 4, to: 6, state: 'unread' },
  ])
  expect(found.gap).toBe(true)
})

it('calls a gap what a ledger holds, and not what a naive commit left behind', () => {
  const position = { topic: 't', partition: 0, start: 0, end: 6, committed: 2 }
  expect(messageStates(group([0, 1, 2, 3], [0, 1, 3], 'naive'), position).gap).toBe(false)
  expect(messageStates(group([0, 1, 2, 3], [0, 1, 2]), position).gap).toBe(false)
  expect(messageStates(group([0, 1], [0, 1]), position).gap).toBe(false)
})

it('keeps a committed offset outside the log inside the picture', () => {
  const of = (start: number, end: number, committed: number | null): readonly StateRun[] =>
    messageStates(group([], []), { topic: 't', partition: 0, start, end, committed }).runs
  expect(of(0, 3, 15)).toEqual([{ from: 0, to: 3, state: 'committed' }])
  expect(of(5, 8, 2)).toEqual([{ from: 5, to: 8, state: 'unread' }])
  expect(of(0, 0, null)).toEqual([])
})

it('agrees with asking offset by offset', () => {
  const offsets = fc.uniqueArray(fc.nat(30))
  fc.assert(
    fc.property(
      offsets,
      offsets,
      fc.nat(10),
      fc.nat(30),
      fc.option(fc.nat(45)),
      (received, acknowledged, start, length, committed) => {
        const end = start + length
        const { runs } = messageStates(group(received, acknowledged), {
          topic: 't',
          partition: 0,
          start,
          end,
          committed,
        })
        const one = (offset: number): MessageState =>
          committed !== null && offset < committed
            ? 'committed'
            : acknowledged.includes(offset)
              ? 'acknowledged'
              : received.includes(offset)
                ? 'received'
                : 'unread'
        expect(states(runs)).toEqual(Array.from({ length }, (_, at) => one(start + at)))
      },
    ),
  )
})

it('makes stripes of the most frequent state where there are too many runs, and keeps the committed run exact', () => {
  const alternating = Array.from(
    { length: 300 },
    (_, at): StateRun => ({
      from: 10 + at,
      to: 11 + at,
      state: at % 3 === 0 ? 'received' : 'acknowledged',
    }),
  )
  const runs: StateRun[] = [{ from: 0, to: 10, state: 'committed' }, ...alternating]
  expect(coarse(runs, 20)).toEqual([
    { from: 0, to: 10, state: 'committed' },
    { from: 10, to: 310, state: 'acknowledged' },
  ])
  expect(coarse(runs, 400)).toBe(runs)
  expect(countIn(runs, 'received')).toBe(100)
})
