import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { shareGroupView } from '../../src/model/share-group.js'

const at = (partition: number, lag: number | null) => ({ topic: 'orders', partition, startOffset: lag, lag })

test('lag by topic and partition, null where it is not known', () => {
  const view = shareGroupView({
    group: 'packing',
    state: 'Stable',
    members: [{ name: 'C1', assigned: [] }],
    partitions: [at(2, 4), at(0, null), { topic: 'returns', partition: 0, startOffset: 0, lag: 1 }],
  })
  expect(view.lag).toEqual({ orders: [null, null, 4], returns: [1] })
  expect(inspect(view)).toBe(
    "share group 'packing': Stable, C1, lag of orders [not known yet, not known yet, 4], lag of returns [1]",
  )
})

test('a share group that does not exist says so', () => {
  const view = shareGroupView({ group: 'packing', state: 'Dead', members: [], partitions: [] })
  expect(view.lag).toEqual({})
  expect(inspect(view)).toBe("share group 'packing': Dead (no such share group), no members")
})
