import { expect, it } from 'vitest'
import { groupView } from '../../src/model/group-view.js'
import { lagSample } from '../../src/model/lag-sample.js'
import type { GroupView, Position } from '../../src/model/observation.js'

const at = (
  topic: string,
  partition: number,
  committed: number | null,
  start: number,
  end: number,
): Position => ({
  topic,
  partition,
  committed,
  start,
  end,
})

function viewOf(positions: readonly Position[]): GroupView {
  const facts = { group: 'A', state: 'Stable', members: [], positions, memory: [] }
  const partitions = positions.map((each) => ({ ...each, leader: 1, replicas: [1], isr: [1] }))
  return groupView(facts, { partitions })
}

it('adds up what is not committed; where nothing ever was, from the start of the log', () => {
  const view = viewOf([at('orders', 0, 4, 0, 10), at('orders', 1, null, 3, 8), at('payments', 0, 9, 0, 9)])
  expect(lagSample(view, 1_000)).toEqual({
    atMs: 1_000,
    group: 'A',
    lag: { orders: [6, null], payments: [0] },
    total: 6 + 5,
  })
})

it('has nothing left after a commit beyond the end', () => {
  expect(lagSample(viewOf([at('orders', 0, 12, 0, 10)]), 1_000)).toMatchObject({ total: 0 })
})

it('is none while the group has no position: a lag of 0 would be a guess', () => {
  expect(lagSample(viewOf([]), 1_000)).toBeNull()
})
