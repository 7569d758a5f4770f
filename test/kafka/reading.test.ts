import { expect, test } from 'vitest'
import { emptyPartition } from '../../src/kafka/inbox.js'
import type { Membership } from '../../src/kafka/membership.js'
import { passOver } from '../../src/kafka/reading.js'

/** A member that has joined, and hears only when `settle` is called where it reads on. */
function settling(): { membership: Membership; settle(): void } {
  const at = { topic: 'orders', partition: 0 }
  let settled = (): void => {}
  const state = {
    connection: { cluster: { prefix: '' } },
    joins: 1,
    inbox: new Map(),
    settling: new Promise<void>((resolve) => {
      settled = resolve
    }),
  }
  return {
    membership: state as unknown as Membership,
    settle() {
      state.inbox = new Map([['orders/0', emptyPartition(at, 0, null)]])
      settled()
    },
  }
}

const batch = { topic: 'orders', partition: 0, lastOffset: '2' }
const position = ({ inbox }: Membership): number | undefined => inbox.get('orders/0')?.ledger.position

test('control records that come before the member knows where it reads on move its position all the same', async () => {
  const { membership, settle } = settling()
  const passing = passOver(membership, batch)
  settle()
  await passing
  expect(position(membership)).toBe(3)
})

test('those from before a rebalance do not', async () => {
  const { membership, settle } = settling()
  const passing = passOver(membership, batch)
  membership.joins++
  settle()
  await passing
  expect(position(membership)).toBe(0)
})
