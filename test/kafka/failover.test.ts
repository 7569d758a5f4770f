import { inspect } from 'node:util'
import { afterAll, afterEach, beforeAll, expect, type MockInstance, test, vi } from 'vitest'
import { isEmbedded } from '../../src/cluster/embedded.js'
import { isBroker } from '../../src/cluster/node.js'
import { askAwake } from '../../src/kafka/ask-awake.js'
import { createClient } from '../../src/kafka/client.js'
import { changeBrokers, type InnerBroker } from '../../src/kafka/inner-cluster.js'
import { adminOfOne } from '../../src/kafka/one-broker.js'
import { placements } from '../../src/kafka/topics.js'
import type { Lab } from '../../src/lab.js'
import { closeLab, openLab } from '../../src/open-lab.js'
import { waitFor } from '../../src/wait.js'
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

/** What else kafkajs' connection to a broker has. */
interface Asked {
  metadata(topics: readonly string[]): Promise<unknown>
  readonly connectionPool: { readonly pool: readonly [{ readonly socket: NodeJS.EventEmitter }] }
}

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

test('a member outlives its coordinator: it stays the same to the group, and what it acknowledges counts', async () => {
  await replicated('bills')
  const member = await lab.join('pays', 'bills', { sessionTimeoutMs: 30_000 })
  const before = (await lab.settled('pays', { members: 1 })).members
  const coordinator = await leaderOf('__consumer_offsets')
  await lab.broker(coordinator).kill()
  await lab.produce('bills', ten)
  await member.ack(await member.receive())
  expect((await lab.status('pays')).committed).toEqual({ bills: [10] })
  expect((await lab.settled('pays', { members: 1 })).members).toEqual(before)
  expect(lab.timeline({ types: ['rebalancing'] }).filter(({ group }) => group === 'pays')).toEqual([])
  await member.leave()
  expect((await lab.status('pays')).members).toEqual([])
  await healed(coordinator, 'bills')
})

test('a client asks no frozen broker for what another can say', async () => {
  const topics = Array.from({ length: 6 }, (_, index) => `asked-for-${index}`)
  await replicated(...topics)
  const { cluster } = (await stateOfLab()).connection
  const [head = '', ...followers] = cluster.brokers
  const kafka = createClient({ clientId: 'asks', to: cluster, requestTimeoutMs: 3_000 })
  askAwake(kafka, cluster)
  for (const address of followers) await lab.broker(cluster.brokers.indexOf(address) + 1).freeze()
  const admin = kafka.admin()
  const asked = new Set<string>()
  admin.on('admin.network.request', ({ payload: { apiName, broker } }) => {
    if (apiName === 'Metadata') asked.add(broker)
  })
  await admin.connect()
  // kafkajs asks a random one each time; for three brokers and six topics that would be the one that answers once in 729 runs.
  for (const topic of topics)
    await waitFor('an answer', () => admin.fetchTopicMetadata({ topics: [topic] }).catch(() => undefined))
  await admin.disconnect()
  expect([...asked]).toEqual([head])
})

test('a request that goes out while its connection closes is refused, and not lost', async () => {
  const { cluster } = (await stateOfLab()).connection
  const to = { brokers: cluster.brokers.slice(2), security: null }
  // The broker's end is heard so many steps after the request was begun; one of them meets the moment.
  const asking = await Promise.all(
    Array.from({ length: 20 }, async (_, steps) => {
      const kafka = createClient({ clientId: 'asks', to, requestTimeoutMs: 1_000 })
      const made: InnerBroker[] = []
      changeBrokers(kafka, (broker) => made.push(broker))
      const admin = kafka.admin()
      await admin.connect()
      return { steps, broker: made[0] as InnerBroker & Asked }
    }),
  )
  await lab.broker(3).freeze()
  const answers = await Promise.all(
    asking.map(async ({ steps, broker }) => {
      const answer = refusal(broker.metadata([]))
      for (let step = 0; step < steps; step++) await null
      broker.connectionPool.pool[0].socket.emit('end')
      return answer
    }),
  )
  expect(new Set(answers)).toEqual(new Set(['Not connected', 'Closed connection']))
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
