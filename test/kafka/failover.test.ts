import { inspect } from 'node:util'
import { afterAll, afterEach, beforeAll, expect, type MockInstance, test, vi } from 'vitest'
import { isEmbedded } from '../../src/cluster/embedded.js'
import { isBroker } from '../../src/cluster/node.js'
import { adminOfOne } from '../../src/kafka/one-broker.js'
import { placements } from '../../src/kafka/topics.js'
import type { Lab } from '../../src/lab.js'
import { closeLab, openLab } from '../../src/open-lab.js'
import { refusal, stateOfLab } from '../lab/with-lab.js'

let lab: Lab
let said: MockInstance<typeof console.log>

beforeAll(async () => {
  said = vi.spyOn(console, 'log').mockImplementation(() => {})
  lab = await openLab({ brokers: 3 })
})

afterAll(async () => {
  await closeLab()
  said.mockRestore()
})

/** Whatever a test that has failed left down is brought back, so that the next one speaks for itself. */
afterEach(async () => void (await openLab({ brokers: 3 })))

const ten = Array.from({ length: 10 }, (_, id) => ({ key: `order-${id}`, value: { id } }))
const ids = (messages: readonly { value: { id: number } }[]): number[] =>
  messages.map(({ value }) => value.id).sort((a, b) => a - b)
const allIds = ten.map(({ value }) => value.id)

/** Topics with three replicas, whose followers follow. */
async function replicated(...topics: string[]): Promise<void> {
  await lab.provision(topics.map((topic) => ({ topic, replicas: 3 })))
  for (const topic of topics) await lab.inSync(topic)
}

async function leaderOf(topic: string): Promise<number> {
  const { topics } = await (await stateOfLab()).connection.admin.fetchTopicMetadata({ topics: [topic] })
  return topics[0]?.partitions[0]?.leader ?? 0
}

/** Starts a broker again, and waits until the inner topics and these are whole: the next may die then. */
async function healed(id: number, ...topics: string[]): Promise<void> {
  await lab.broker(id).start()
  for (const topic of topics) await lab.inSync(topic)
}

test('a transaction outlives the leader of its topic: all of it counts, once', async () => {
  await replicated('receipts')
  const tx = await lab.transaction('billing', { timeoutMs: 60_000 })
  await tx.send('receipts', ten.slice(0, 5))
  const leader = await leaderOf('receipts')
  await lab.broker(leader).kill()
  await tx.send('receipts', ten.slice(5))
  await tx.commit()
  const reader = await lab.join('audit', 'receipts')
  expect(ids(await reader.receive())).toEqual(allIds)
  await reader.leave()
  await healed(leader, 'receipts')
})

test('a transaction outlives its coordinator', async () => {
  await replicated('invoices')
  const tx = await lab.transaction('billing', { timeoutMs: 60_000 })
  await tx.send('invoices', ten)
  const coordinator = await leaderOf('__transaction_state')
  await lab.broker(coordinator).kill()
  await tx.commit()
  const reader = await lab.join('audit', 'invoices')
  expect(ids(await reader.receive())).toEqual(allIds)
  await reader.leave()
  await healed(coordinator, 'invoices')
})

test('what inSync returns, every broker says', async () => {
  const topic = 'agreed'
  await replicated(topic)
  const { cluster } = (await stateOfLab()).connection
  if (!isEmbedded(cluster)) throw new Error('Wanted an embedded cluster, found an external one.')
  await lab.broker(2).kill()
  await lab.broker(2).start()
  const inSync = (await lab.inSync(topic)).map(({ leader, isr }) => ({ leader, isr }))
  for (const node of cluster.nodes.filter(isBroker)) {
    const admin = adminOfOne(node)
    await admin.connect()
    expect(await placements(admin, [topic])).toMatchObject(inSync)
    await admin.disconnect()
  }
})

test('a member processes exactly once while the leader of what it sends to dies', async () => {
  await replicated('orders', 'shipped')
  await lab.produce('orders', ten)
  const worker = await lab.join('shipping', 'orders')
  const leader = await leaderOf('shipped')
  await worker.process(
    'shipped',
    async ({ value }) => {
      if (value.id === 4) await lab.broker(leader).kill()
      return { key: `order-${value.id}`, value }
    },
    { guarantee: 'exactly-once' },
  )
  const reader = await lab.join('audit', 'shipped')
  expect(ids(await reader.receive())).toEqual(allIds)
  expect((await lab.status('shipping')).lag).toEqual({ orders: [0] })
  await Promise.all([worker.leave(), reader.leave()])
  await healed(leader, 'orders', 'shipped')
})

test('a group is reset while a broker is frozen', async () => {
  await replicated('payments')
  await lab.produce('payments', ten)
  const reader = await lab.join('ledger', 'payments')
  await reader.ack(await reader.receive())
  await reader.leave()
  await lab.broker(2).freeze()
  await lab.reset('ledger', { to: 'beginning' })
  expect((await lab.status('ledger')).committed).toEqual({ payments: [0] })
  await lab.broker(2).thaw()
})

test('a topic without a leader keeps nobody from the others, and a broker that is brought back from answering', async () => {
  await replicated('shared')
  await lab.provision([{ topic: 'alone' }])
  const leader = await leaderOf('alone')
  const [other = 0] = [1, 2, 3].filter((id) => id !== leader)
  await lab.broker(leader).kill()
  expect(await lab.produce('shared', ten)).toHaveLength(ten.length)
  await lab.broker(other).freeze()
  expect((await lab.broker(other).thaw()).done).toBe('thawed')
  expect((await lab.inSync('shared', { replicas: 2 })).map(({ end }) => end)).toEqual([10])
  expect(await leaderOf('alone')).toBe(-1)
  expect(await refusal(lab.produce('alone', ten))).toBe(
    "Cannot produce to 'alone': Messages are rejected since there are fewer in-sync replicas than required (P0 has 0, and min.insync.replicas is 2). " +
      'The broker confirmed 0 of 10 messages. Mend what it complains of and send the others again.',
  )
  expect(await lab.produce('shared', ten)).toHaveLength(ten.length)
  await healed(leader, 'shared')
})

test('starting over with a broker down deletes what there is, and leaves the broker as it is', async () => {
  await replicated('left-over')
  const reader = await lab.join('left-over', 'left-over')
  await lab.broker(3).kill()
  const over = await lab.startOver()
  expect([over.topics.includes('left-over'), over.groups.includes('left-over')]).toEqual([true, true])
  expect(inspect(over)).toMatch(/^started over: 1 member ended, \d+ groups? deleted, \d+ topics? deleted \(/)
  expect([await lab.describe(), reader.status, lab.broker(3).status]).toEqual([[], 'ended', 'killed'])
})
