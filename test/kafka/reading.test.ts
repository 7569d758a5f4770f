import { expect, test } from 'vitest'
import { emptyPartition } from '../../src/kafka/inbox.js'
import type { Member } from '../../src/kafka/member.js'
import type { Membership } from '../../src/kafka/membership.js'
import { passOver } from '../../src/kafka/reading.js'
import { withLab } from '../lab/with-lab.js'

const file = withLab()

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

test.each(['beginning', 'end'] as const)(
  'a position behind an open transaction is read on from, whoever committed it; without one, from %s',
  async (from) => {
    const { lab } = file
    const [topic, group] = [file.name('orders'), file.name('G')]
    await lab.provision([{ topic }])
    await lab.produce(topic, [{ value: 0 }, { value: 1 }, { value: 2 }])
    const transaction = await lab.transaction(file.name('tx'), { timeoutMs: 60_000 })
    await transaction.send(topic, { value: 'open' })
    await lab.produce(topic, [{ value: 4 }, { value: 5 }])
    const first = await lab.join(group, topic, { isolationLevel: 'read_uncommitted' })
    await first.ack(await first.receive())
    await first.leave()
    const values = async (member: Member): Promise<unknown[]> =>
      (await member.receive()).map(({ value }) => value)
    const next = await lab.join(group, topic, { from })
    expect(await values(next)).toEqual([])
    await transaction.commit()
    await lab.produce(topic, { value: 'news' })
    expect(await values(next)).toEqual(['news'])
    expect((await lab.status(group)).committed).toEqual({ [topic]: [6] })
  },
)
