import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { ask, endShareProcess, startShareProcess } from '../../src/cluster/share-process.js'
import { waitFor } from '../../src/wait.js'
import { refusal, withLab } from '../lab/with-lab.js'
import { kafkaTool } from './kafka-tool.js'

const file = withLab()

async function sent(count: number): Promise<{ topic: string; group: string }> {
  const topic = file.name('topic')
  await file.lab.provision([{ topic }])
  await file.lab.produce(
    topic,
    Array.from({ length: count }, (_, id) => ({ value: id })),
  )
  return { topic, group: file.name('packing') }
}

test('joining again under a name replaces the former member, and fresh lets the group begin anew', async () => {
  const { topic, group } = await sent(2)
  const former = await file.lab.joinShare(group, topic)
  await former.accept(await former.acquire())
  const next = await file.lab.joinShare(group, topic)
  expect(await refusal(former.acquire())).toBe(
    `C1 of share group '${group}' cannot acquire. C1 of share group '${group}' was replaced by a member of the same name that joined later: use that one, or run the cells again from its join cell on.`,
  )
  expect(await next.acquire()).toEqual([])
  const anew = await file.lab.joinShare(group, topic, { fresh: true })
  expect((await anew.acquire()).map(({ deliveryCount }) => deliveryCount)).toEqual([1, 1])
  expect(await refusal(next.acquire())).toContain('was ended when its group was made fresh')
})

test.each([
  ['a fresh join', { fresh: true }],
  ['a later join', { as: 'C1' }],
] as const)("%s that leaves the lock out has Kafka's own", async (_, options) => {
  const { topic, group } = await sent(1)
  const former = await file.lab.joinShare(group, topic, { lockMs: 1_000 })
  expect(inspect(await former.acquire())).toContain('locked for 1.0 s')
  const next = await file.lab.joinShare(group, topic, options)
  expect(inspect(await next.acquire({ timeoutMs: 10_000 }))).toContain('locked for 30.0 s')
})

test('nothing of a group that was deleted is left among the settings of groups', async () => {
  const { topic, group } = await sent(1)
  await file.lab.joinShare(group, topic, { lockMs: 1_000, from: 'end' })
  const brokers = file.state.connection.cluster.brokers.join()
  const settings = async (): Promise<string> =>
    kafkaTool('kafka.admin.ConfigCommand', [
      ...['--bootstrap-server', brokers, '--describe', '--entity-type', 'groups', '--entity-name', group],
    ])
  const before = await settings()
  expect(before).toContain('share.auto.offset.reset=latest')
  expect(before).toContain('share.record.lock.duration.ms=1000')
  await file.lab.startOver()
  const after = await settings()
  expect(after).toContain(group)
  expect(after).not.toContain('share.')
})

test('a member of another program is a stranger, whatever its name is', async () => {
  const { topic, group } = await sent(1)
  await file.lab.joinShare(group, topic)
  const other = startShareProcess(file.state.connection.cluster)
  try {
    const theirs = { group, topics: [topic], maxRecords: 1, acquireMode: 'batch_optimized' }
    await ask(other, 'join', { member: '1', name: 'C1', ...theirs })
    await waitFor('the coordinator to list both', async () => {
      const { members } = await file.lab.shareStatus(group)
      return members.length === 2 || undefined
    })
    expect(await refusal(file.lab.joinShare(group, topic, { fresh: true }))).toBe(
      `Cannot delete share group '${group}': C1 of share group '${group}' belongs to another program (another notebook, or a tool of Kafka). End it there, then run the cell again.`,
    )
    await ask(other, 'leave', { member: '1', timeoutMs: 10_000 })
  } finally {
    await endShareProcess(other)
  }
  await file.lab.joinShare(group, topic, { fresh: true })
})

test("a member that crashed is no stranger, though another has its name's place by now", async () => {
  const { topic, group } = await sent(1)
  const c1 = await file.lab.joinShare(group, topic)
  await c1.crash()
  await file.lab.joinShare(group, topic)
  const anew = await file.lab.joinShare(group, topic, { fresh: true })
  expect(await anew.acquire()).toMatchObject([{ deliveryCount: 1 }])
})

test('a member that could not be made says so, and leaves the process as it was', async () => {
  const { topic, group } = await sent(1)
  const c1 = await file.lab.joinShare(group, topic)
  const { host } = file.state.shares
  if (host === null) throw new Error('Wanted the process of the members, found none.')
  const bad = { name: 'C2', group, topics: [topic], maxRecords: 0, acquireMode: 'batch_optimized' }
  expect(await refusal(ask(host, 'join', { member: 'bad', ...bad }))).toContain('max.poll.records')
  expect(await ask(host, 'leave', { member: 'bad', timeoutMs: 1_000 })).toBeNull()
  expect(await refusal(ask(host, 'acquire', { member: 'bad', timeoutMs: 0, stale: [] }))).not.toBe('')
  expect(await c1.acquire()).toHaveLength(1)
})

test('making a topic fresh ends its share group members and deletes their group', async () => {
  const { topic, group } = await sent(1)
  const c1 = await file.lab.joinShare(group, topic)
  await c1.accept(await c1.acquire())
  await file.lab.provision([{ topic }], { fresh: true })
  expect(c1.status).toBe('ended')
  expect((await file.lab.shareStatus(group)).state).toBe('Dead')
  expect(await refusal(c1.acquire())).toContain(
    `was ended when ${topic} was made fresh: run its join cell again.`,
  )
})

test('the lab observes and provisions beside a share group as before', async () => {
  const { topic, group } = await sent(3)
  const c1 = await file.lab.joinShare(group, topic)
  await c1.acquire()
  const consumers = file.name('readers')
  const reader = await file.lab.join(consumers, topic)
  await reader.ack(await reader.receive())
  expect((await file.lab.observe()).group(consumers).lag).toEqual({ [topic]: [0] })
  const other = file.name('topic')
  await file.lab.provision([{ topic: other }], { fresh: true })
  expect(c1.status).toBe('member')
  expect(await refusal(file.lab.joinShare(consumers, topic))).toBe(
    `C1 cannot join share group '${consumers}': there is a consumer group of that name, and a name stands for one group. Choose another name for the share group.`,
  )
})

test('a topic that does not exist is refused', async () => {
  expect(await refusal(file.lab.joinShare('packing', 'no-such-topic'))).toContain(
    "C1 cannot join share group 'packing': topic 'no-such-topic' does not exist",
  )
})

test('when the Java process dies its members say so, what they held comes again, and a join starts a new one', async () => {
  const { topic, group } = await sent(1)
  const c1 = await file.lab.joinShare(group, topic)
  await c1.acquire()
  const { host } = file.state.shares
  const gone = new Promise((resolve) => host?.process.once('exit', resolve))
  host?.process.kill('SIGKILL')
  await gone
  expect(await refusal(c1.acquire())).toBe(
    `C1 of share group '${group}' cannot acquire. The Java process of this notebook's share group members has ended (signal SIGKILL). ` +
      'C1 was among them, and what it held is free for others: run its join cell again, which starts a new process.',
  )
  expect(c1.status).toBe('died')
  const c2 = await file.lab.joinShare(group, topic, { as: 'C2' })
  expect((await c2.acquire()).map(({ deliveryCount }) => deliveryCount)).toEqual([2])
})

test('starting over ends the members and deletes the group', async () => {
  const { topic, group } = await sent(1)
  const c1 = await file.lab.joinShare(group, topic)
  const over = await file.lab.startOver()
  expect(over.groups).toContain(group)
  expect(c1.status).toBe('ended')
  expect((await file.lab.shareStatus(group)).state).toBe('Dead')
})
