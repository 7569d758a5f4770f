import type { Observation } from '../../src/model/observation.js'
import { observed, offsets } from './fixtures.js'

/** Lesson 02's proof: ten messages, A acknowledged 0 to 4 and B 0 to 2. */
export const twoGroups: Observation = observed(
  { 'demo-topic': [10] },
  {
    A: {
      committed: { 'demo-topic': [5] },
      members: { C1: ['demo-topic/0'] },
      received: { 'demo-topic/0': offsets(0, 10) },
      acknowledged: { 'demo-topic/0': offsets(0, 5) },
    },
    B: {
      committed: { 'demo-topic': [3] },
      members: { 'B-1': ['demo-topic/0'] },
      received: { 'demo-topic/0': offsets(0, 10) },
      acknowledged: { 'demo-topic/0': offsets(0, 3) },
    },
  },
)

/** Three services on three partitions: one holds messages above a gap, one never committed, one has lost its members. */
export const threeServices: Observation = observed(
  { orders: [4, 5, 3] },
  {
    notifications: {
      committed: { orders: [2, 5, 0] },
      members: {
        'notifications-host-01': ['orders/0', 'orders/1'],
        'notifications-host-02': ['orders/2'],
        spare: [],
      },
      received: { 'orders/0': [0, 1, 2, 3], 'orders/1': offsets(0, 5), 'orders/2': [0, 1, 2] },
      acknowledged: { 'orders/0': [0, 1, 3], 'orders/1': offsets(0, 5), 'orders/2': [1] },
    },
    analytics: {
      committed: { orders: [null, null, null] },
      members: { 'analytics-1': ['orders/0', 'orders/1', 'orders/2'] },
      received: { 'orders/0': [0, 1], 'orders/1': [0] },
    },
    inventory: { state: 'Empty', committed: { orders: [4, 1, 3] } },
  },
)

/** What goes wrong: an empty topic, a commit beyond the log end, one before its start, and a group between two states. */
export const oddities: Observation = observed(
  { empty: [0], past: [10, 3], trimmed: [[500, 512]] },
  {
    A: {
      state: 'PreparingRebalance',
      committed: { empty: [null], past: [15, 3], trimmed: [480] },
      members: { C1: [] },
    },
    'a-group-with-a-rather-long-name': {
      state: 'Stable',
      committed: { past: [null, 0] },
      members: { C2: ['past/0'] },
    },
  },
)

/** A million messages: in A a clean prefix, in B every second one acknowledged above a gap. */
export function million(): Observation {
  const every = Array.from({ length: 250_000 }, (_, index) => ({
    from: 500_000 + 2 * index,
    to: 500_001 + 2 * index,
  }))
  return observed(
    { 'user-events': [1_000_000] },
    {
      A: {
        committed: { 'user-events': [640_000] },
        received: { 'user-events/0': [{ from: 0, to: 900_000 }] },
      },
      B: {
        committed: { 'user-events': [250_000] },
        received: { 'user-events/0': [{ from: 0, to: 1_000_000 }] },
        acknowledged: { 'user-events/0': every },
      },
    },
  )
}
