import type { GroupFacts, ObservationFacts } from '../../src/model/observation.js'
import type { EventDetail, LabEvent } from '../../src/model/timeline.js'

const START = 1_760_000_000_000
const at = { topic: 'orders', partition: 0 }
const ticked = (offset: number): EventDetail => {
  return { type: 'acknowledged', ...at, offsets: [{ from: offset, to: offset + 1 }] }
}
const events: readonly [ms: number, member: string, detail: EventDetail][] = [
  [0, 'C1', { type: 'joined', assigned: [at] }],
  [10, 'C1', { type: 'generation', generation: 1 }],
  [20, 'C1', { type: 'received', ...at, from: 0, to: 4, count: 4 }],
  [30, 'C1', { type: 'committed', ...at, offset: 1 }],
  [30, 'C1', ticked(0)],
  [40, 'C1', ticked(2)],
  [50, 'C1', ticked(3)],
  [500, 'C1', { type: 'rebalancing' }],
  [520, 'C1', { type: 'joined', assigned: [at], again: true }],
  [521, 'C2', { type: 'joined', assigned: [] }],
  [530, 'C1', { type: 'received', ...at, from: 1, to: 4, count: 3 }],
  [900, 'C1', { type: 'committed', ...at, offset: 2 }],
  [900, 'C1', ticked(1)],
]

/** Four messages, of which the second is not acknowledged at first: two are held above the gap, until a rebalance. */
export const carefulEvents: LabEvent[] = events.map(([ms, member, detail]) => {
  return { atMs: START + ms, group: 'careful', member, ...detail }
})

/** The group at the end. */
export const careful: GroupFacts = {
  ...{ group: 'careful', state: 'Stable', members: [] },
  positions: [{ ...at, committed: 2, start: 0, end: 4 }],
  memory: [
    {
      ...{ name: 'C1', commit: 'ledger' },
      partitions: [{ ...at, received: [{ from: 1, to: 4 }], acknowledged: [{ from: 1, to: 2 }] }],
    },
  ],
}

/** The look at the cluster that found it so. */
export const carefulFacts: ObservationFacts = {
  ...{ atMs: START + 1_000, tookMs: 5 },
  partitions: [{ ...at, start: 0, end: 4, leader: 1, replicas: [1], isr: [1] }],
  groups: [careful],
  appearance: { groups: ['careful'], members: ['C1', 'C2'] },
}
