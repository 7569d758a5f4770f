import { expect, it } from 'vitest'
import { acknowledgementReplay } from '../../src/model/acknowledgement-replay.js'
import type { LabEvent } from '../../src/model/timeline.js'
import { careful, carefulEvents } from '../charts/careful.js'

const at = { topic: 'orders', partition: 0 }
const event = (ms: number, rest: object): LabEvent =>
  ({ atMs: ms, group: 'careful', member: 'C1', ...rest }) as LabEvent

it('plays back what a group had received, acknowledged and committed', () => {
  const moments = acknowledgementReplay(carefulEvents, careful)
  const states = moments.map(({ events, group, again }) => [
    [...new Set(events.map(({ type }) => type))].join('+'),
    group.positions[0]?.committed,
    group.memory.flatMap(({ partitions }) => partitions.flatMap(({ acknowledged }) => acknowledged)),
    again,
  ])
  expect(states).toEqual([
    ['joined', null, [], 0],
    ['received', null, [], 0],
    ['committed+acknowledged', 1, [{ from: 0, to: 1 }], 0],
    [
      'acknowledged',
      1,
      [
        { from: 0, to: 1 },
        { from: 2, to: 3 },
      ],
      0,
    ],
    [
      'acknowledged',
      1,
      [
        { from: 0, to: 1 },
        { from: 2, to: 4 },
      ],
      0,
    ],
    ['rebalancing', 1, [], 0],
    ['joined', 1, [], 0],
    ['received', 1, [], 3],
    ['committed+acknowledged', 2, [{ from: 1, to: 2 }], 0],
  ])
})

it('ends where the brokers are, and changes nothing that it was given', () => {
  const before = JSON.stringify([carefulEvents, careful])
  expect(acknowledgementReplay(carefulEvents, careful).at(-1)?.group.positions).toEqual(careful.positions)
  expect(JSON.stringify([carefulEvents, careful])).toBe(before)
})

it('takes where reading began for the committed offset, and a reset for a commit', () => {
  const events = [
    event(0, { type: 'joined', assigned: [at] }),
    event(1, { type: 'received', ...at, from: 2, to: 4, count: 2 }),
    event(2, { type: 'left' }),
    event(3, { type: 'reset', ...at, offset: 1, member: null }),
  ]
  const committed = acknowledgementReplay(events, careful).map(({ group }) => group.positions[0]?.committed)
  expect(committed).toEqual([2, 2, 2, 1])
})

it('keeps acknowledgements of one partition apart, and of several partitions together', () => {
  const other = { ...at, partition: 1 }
  const ticked = (place: object, from: number) => ({
    type: 'acknowledged',
    ...place,
    offsets: [{ from, to: from + 1 }],
  })
  const events = [event(0, ticked(at, 0)), event(0, ticked(other, 0)), event(1, ticked(at, 1))]
  expect(acknowledgementReplay(events, careful).map(({ events: own }) => own.length)).toEqual([2, 1])
})

it('remembers each member by itself, with its own way of committing', () => {
  const naive = { name: 'C2', commit: 'naive' as const, partitions: [] }
  const events = [
    event(0, { type: 'received', ...at, from: 0, to: 1, count: 1 }),
    event(1, { member: 'C2', type: 'received', ...at, from: 1, to: 2, count: 1 }),
    event(2, { type: 'crashed', sessionTimeoutMs: 500 }),
  ]
  const observed = { ...careful, memory: [...careful.memory, naive] }
  const memories = acknowledgementReplay(events, observed).map(({ group }) =>
    group.memory.map(({ name, commit }) => [name, commit]),
  )
  expect(memories).toEqual([
    [
      ['C1', 'ledger'],
      ['C2', 'naive'],
    ],
    [['C2', 'naive']],
  ])
})
