import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Lab } from '../../src/lab.js'
import { deadLetter } from '../../src/model/on-error.js'
import { closeLab, openLab } from '../../src/open-lab.js'
import { waitFor } from '../../src/wait.js'
import { foreigner } from '../lab/foreign.js'
import { prefix } from '../lab/on-external.js'
import { refusal } from '../lab/with-lab.js'
import { type Change, changesAsked } from './audit.js'
import { leadBy, loginAs, onSecure } from './on-secure.js'

const secure = onSecure({ audit: true })
/** Root, whom no ACL keeps from anything: only the lab itself does. */
beforeAll(() => leadBy(loginAs(secure.broker, 'root')))
afterAll(() => leadBy({}))

/** Names of somebody else: the short ones of the lab's own, and some near its prefix. */
const theirs = [
  'orders',
  'lab.test-0af3',
  'lab.test-0af3-orders',
  'lab.test-0af30.orders',
  'lab.test-0af.orders',
]

/** The verbs of an object, and which of them were called. */
function watched<T extends object>(object: T, called: Set<string>): T {
  return new Proxy(object, {
    get(target, name) {
      called.add(String(name))
      return Reflect.get(target, name)
    },
  })
}

async function everything(lab: Lab): Promise<void> {
  await lab.provision([{ topic: 'orders', partitions: 2 }, { topic: 'orders.DLQ' }, { topic: 'receipts' }])
  await lab.provision([{ topic: 'orders', partitions: 2 }], { fresh: true })
  await lab.addPartitions('orders', 3)
  await lab.addPartitions('receipts', 2)
  const ten = Array.from({ length: 10 }, (_, id) => ({ value: { id } }))
  await lab.produce('orders', ten)
  const [c1, c2] = await lab.join('orders', ['orders', 'receipts'], {
    as: ['C1', 'C2'],
    sessionTimeoutMs: 3_000,
  })
  const lag = await lab.sampleLag('orders')
  const replicas = await lab.sampleReplicas('orders')
  const traffic = await lab.traffic('orders', { perSecond: 50 })
  await lab.settled('orders', { members: 2 })
  await c1?.ack(await c1.receive())
  await c2?.crash()
  await lab.settled('orders', { members: 1 })
  await c1?.commit({ topic: 'orders', partition: 0, offset: 1 })
  const work = await c1?.work(() => {})
  await work?.stop()
  await traffic.stop()
  const failing = (): never => {
    throw new Error('declined')
  }
  await lab.produce('orders', ten)
  await c1?.handle(failing, { onError: deadLetter('orders.DLQ') })
  await c1?.leave()
  await lab.redrive('orders.DLQ')
  await lab.reset('orders', { to: 'beginning' })
  const mover = await lab.join('mover', 'orders', { fresh: true })
  await mover.process('receipts', ({ value }) => ({ value }), { guarantee: 'exactly-once' })
  await lab.join('mover', 'orders', { fresh: true })
  for (const guarantee of ['at-most-once', 'at-least-once', 'exactly-once'] as const)
    await lab.crashRuns('orders.DLQ', 'receipts', {
      guarantee,
      plan: [{ run: 1, message: 0, point: 'between the two' }],
    })
  const committed = await lab.transaction('billing')
  await committed.send('receipts', { value: 1 })
  await committed.sendOffsets('orders', { topic: 'orders', partition: 0, offset: 0 })
  await committed.commit()
  const aborted = await lab.transaction('billing')
  await aborted.send('receipts', { value: 2 })
  await aborted.abort()
  const crashed = await lab.transaction('billing')
  await crashed.send('receipts', { value: 3 })
  await crashed.crash()
  await lab.provision([{ topic: 'receipts' }], { fresh: true })
  const packer = await lab.joinShare('packing', 'orders', { fresh: true })
  await packer.accept(await packer.acquire())
  await lab.shareStatus('packing')
  await packer.leave()
  await lab.joinShare('packing', 'orders', { fresh: true })
  await lab.brokers()
  await lab.describe()
  await lab.segments('orders')
  await lab.inSync('orders')
  await lab.status('orders')
  await lab.observe()
  expect(lab.timeline().length).toBeGreaterThan(0)
  expect(() => lab.broker(1)).toThrow()
  await lag.stop()
  await replicas.stop()
}

/** What belongs to somebody else, as the broker has it. */
async function stateOfTheirs(): Promise<unknown[]> {
  const { admin } = secure.foreign
  const found = []
  for (const name of theirs)
    found.push({
      log: await admin.fetchTopicOffsets(name),
      settings: (await admin.fetchTopicMetadata({ topics: [name] })).topics,
      committed: await admin.fetchOffsets({ groupId: name, topics: [name] }),
    })
  return found
}

test('whatever the lab does, the broker is asked to change nothing without the prefix; what somebody else asks is seen', async () => {
  const { admin, producer, consumer } = secure.foreign
  await admin.createTopics({ topics: theirs.map((topic) => ({ topic })) })
  for (const topic of theirs) {
    await producer.send({ topic, messages: [{ value: 'one' }, { value: 'two' }] })
    const reader = await consumer(topic, topic)
    await reader.commitOffsets([{ topic, partition: 0, offset: '1' }])
    await reader.disconnect()
  }
  const before = await stateOfTheirs()

  const called = new Set<string>()
  const lab = await openLab()
  await everything(watched(lab, called))
  for (const name of theirs.slice(1))
    expect(await refusal(lab.reset(name))).toContain('belongs to somebody else')
  await lab.startOver()
  await lab.provision([{ topic: 'orders' }])
  await lab.join('orders', 'orders')
  await lab.joinShare('packing', 'orders')
  await lab.transaction('billing')
  await closeLab()
  expect(Object.keys(lab).filter((verb) => !called.has(verb))).toEqual(['startOver'])
  expect(await stateOfTheirs()).toEqual(before)

  const asked = (): Change[] => changesAsked(secure.broker.log(), 'User:root')
  const outside = (): Change[] => asked().filter(({ name }) => !name.startsWith(prefix))
  const already = outside()
  const { KAFKA_SASL_PASSWORD: password = '', KAFKA_BROKERS: address = '' } = loginAs(secure.broker, 'root')
  const raw = await foreigner([address], 'raw', {
    ssl: { ca: readFileSync(secure.broker.files.authority, 'utf8') },
    sasl: { mechanism: 'scram-sha-512', username: 'root', password },
  })
  await raw.admin.deleteTopics({ topics: ['lab.test-0af30.orders'] })
  await raw.admin.deleteGroups(['lab.test-0af3'])
  await raw.close()
  await waitFor(
    'the log to tell of the deletions',
    () => outside().length >= already.length + 2 || undefined,
    {
      everyMs: 200,
    },
  )
  expect(outside()).toEqual([
    { api: 'DELETE_TOPICS', name: 'lab.test-0af30.orders' },
    { api: 'DELETE_GROUPS', name: 'lab.test-0af3' },
  ])
  // The lab did ask for each kind of change: what is not found outside was found inside.
  expect([...new Set(asked().map(({ api }) => api))].sort()).toEqual([
    'ADD_OFFSETS_TO_TXN',
    'ADD_PARTITIONS_TO_TXN',
    'CREATE_PARTITIONS',
    'CREATE_TOPICS',
    'DELETE_GROUPS',
    'DELETE_TOPICS',
    'END_TXN',
    'HEARTBEAT',
    'INCREMENTAL_ALTER_CONFIGS',
    'INIT_PRODUCER_ID',
    'JOIN_GROUP',
    'LEAVE_GROUP',
    'OFFSET_COMMIT',
    'PRODUCE',
    'SHARE_ACKNOWLEDGE',
    'SHARE_FETCH',
    'SHARE_GROUP_HEARTBEAT',
    'SYNC_GROUP',
    'TXN_OFFSET_COMMIT',
  ])
}, 180_000)
