import { existsSync, readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import { afterAll, beforeAll, expect, type MockInstance, test, vi } from 'vitest'
import { type EmbeddedCluster, isEmbedded } from '../../src/cluster/embedded.js'
import { avoidingFrozen, hasOthers, silenceOn } from '../../src/kafka/silence.js'
import type { Lab } from '../../src/lab.js'
import { closeLab, openLab } from '../../src/open-lab.js'
import { waitFor } from '../../src/wait.js'
import { processesOf } from '../cluster/processes.js'
import { refusal, stateOfLab } from '../lab/with-lab.js'

let lab: Lab
let cluster: EmbeddedCluster
let said: MockInstance<typeof console.log>

beforeAll(async () => {
  said = vi.spyOn(console, 'log').mockImplementation(() => {})
  vi.stubEnv('KAFKA_BROKERS', somebodyElses)
  lab = await openLab({ brokers: 3 })
  const { connection } = await stateOfLab()
  if (!isEmbedded(connection.cluster)) throw new Error('Wanted an embedded cluster, found an external one.')
  cluster = connection.cluster
})

afterAll(async () => {
  await closeLab()
  said.mockRestore()
  vi.unstubAllEnvs()
})

/** Nobody listens there: whoever asks it fails. */
const somebodyElses = '127.0.0.1:1'

const lines = (): string[] => said.mock.calls.map(([line]) => String(line))
const keys = Array.from({ length: 12 }, (_, at) => ({ key: `user-${at + 1}`, value: at }))

/** A topic with three replicas, whose followers follow. */
async function replicated(topic: string): Promise<void> {
  await lab.provision([{ topic, partitions: 3, replicas: 3 }])
  await lab.inSync(topic, { replicas: 3 })
}

/**
 * Waits until a broker has written down that so many messages may be read, which it does every 5 s. A follower hears of
 * it at its next fetch; when it must lead alone before, min.insync.replicas keeps what it does not know from readers.
 */
async function highWatermarksAt(id: number, topic: string, wanted: number): Promise<void> {
  const node = cluster.nodes.find((each) => each.id === id)
  const file = `${node?.dataFolder}/replication-offset-checkpoint`
  await waitFor(`broker ${id} to know ${wanted} messages of ${topic}`, (saw) => {
    const lines = readFileSync(file, 'utf8').split('\n')
    const known = lines
      .filter((line) => line.startsWith(`${topic} `))
      .map((line) => Number(line.split(' ')[2]))
    saw(`P0 and so on to ${known.join(', ')}`)
    return known.reduce((sum, each) => sum + each, 0) === wanted || undefined
  })
}

test('where KAFKA_BROKERS names a cluster, that one is left alone, and this is said', () => {
  expect(lines()[0]).toBe(
    'KAFKA_BROKERS names the Kafka at 127.0.0.1:1; it is left alone: this notebook kills brokers, and starts 3 of its own for that.',
  )
  expect([cluster.kind, cluster.prefix, cluster.brokers.includes(somebodyElses)]).toEqual([
    'embedded',
    '',
    false,
  ])
})

test('then a line says which brokers there are, and who is the controller', () => {
  expect(lines()[1]).toMatch(
    new RegExp(
      `^Apache Kafka 4\\.2\\.0, 3 brokers \\(1, 2, 3\\) at ${cluster.brokers.join(', ')}, controller 4, ready in \\d+\\.\\d s$`,
    ),
  )
})

test('every process is watched and written down', async () => {
  expect([...processesOf(cluster.folder).brokers].sort()).toEqual(
    cluster.nodes.map(({ process }) => process.pid).sort(),
  )
})

test("what the cluster says of itself: three brokers, and the controller's roles", async () => {
  expect((await lab.brokers()).map(({ node, roles }) => [node, ...roles])).toEqual([
    [1, 'broker'],
    [2, 'broker'],
    [3, 'broker'],
    [4, 'controller'],
  ])
})

test('asked for another number of brokers, an open lab refuses', async () => {
  expect(await refusal(openLab())).toBe(
    'Cannot open a lab with 1 broker: the lab of this notebook is open already and has 3. ' +
      'Restart the kernel and run the cell again, or call openLab({ brokers: 3 }) for the lab that is open.',
  )
  expect(await refusal(openLab({ brokers: 2 as 3 }))).toBe(
    'Cannot open a lab with 2 brokers: wanted 1 or 3. Leave brokers out for one, or call openLab({ brokers: 3 }).',
  )
})

test('a node that is no broker is refused', () => {
  const there = "This notebook's Kafka has brokers 1, 2, 3: name one of them."
  expect(() => lab.broker(4)).toThrowError(
    `Cannot take hold of broker 4: node 4 is the controller, which the lab never ends. ${there}`,
  )
  expect(() => lab.broker(7)).toThrowError(`Cannot take hold of broker 7: there is none of that id. ${there}`)
})

test('kill, start, stop, freeze and thaw: each once, and what cannot be is refused', async () => {
  const broker = lab.broker(2)
  const sinceMs = Date.now()
  const done = async (verb: 'kill' | 'start' | 'stop' | 'freeze' | 'thaw'): Promise<string> =>
    (await broker[verb]()).done
  expect(await done('start')).toBe('already')
  const killed = await broker.kill()
  expect(inspect(killed)).toMatch(/^broker 2 killed in \d\.\d\d s$/)
  expect([await done('kill'), await done('stop'), broker.status]).toEqual(['already', 'already', 'killed'])
  expect(await refusal(broker.freeze())).toBe(
    'Cannot freeze broker 2: it was killed. Run await lab.broker(2).start() first.',
  )
  expect((await lab.brokers()).find(({ node }) => node === 2)).toMatchObject({ status: 'killed' })
  expect([await done('start'), broker.status]).toEqual(['started', 'running'])
  expect([await done('stop'), broker.status]).toEqual(['stopped', 'stopped'])
  expect(await done('start')).toBe('started')
  expect([await done('freeze'), await done('freeze'), broker.status]).toEqual(['frozen', 'already', 'frozen'])
  expect(await refusal(broker.stop())).toBe(
    'Cannot stop broker 2: it is frozen. Run await lab.broker(2).thaw() first.',
  )
  expect([await done('thaw'), await done('thaw'), broker.status]).toEqual(['thawed', 'already', 'running'])
  const types = [
    'broker-killed',
    'broker-started',
    'broker-stopped',
    'broker-frozen',
    'broker-thawed',
  ] as const
  expect(lab.timeline({ types, sinceMs }).map(({ type, broker: id }) => [type, id])).toEqual([
    ['broker-killed', 2],
    ['broker-started', 2],
    ['broker-stopped', 2],
    ['broker-started', 2],
    ['broker-frozen', 2],
    ['broker-thawed', 2],
  ])
  expect(processesOf(cluster.folder).brokers).toContain(cluster.nodes[1]?.process.pid)
})

test('start, of a broker that somebody else has stopped, returns when it answers', async () => {
  const pid = cluster.nodes.find(({ id }) => id === 2)?.process.pid as number
  let answered = false
  process.kill(pid, 'SIGSTOP')
  try {
    const starting = lab
      .broker(2)
      .start()
      .finally(() => {
        answered = true
      })
    await lab.describe('__consumer_offsets').catch(() => {})
    expect(answered).toBe(false)
    process.kill(pid, 'SIGCONT')
    expect((await starting).done).toBe('already')
  } finally {
    process.kill(pid, 'SIGCONT')
  }
})

test('opening again brings back what is down, and says so', async () => {
  await lab.broker(1).kill()
  await lab.broker(3).freeze()
  await openLab({ brokers: 3 })
  expect(lines().at(-1)).toBe(
    `Apache Kafka 4.2.0, 3 brokers (1, 2, 3) at ${cluster.brokers.join(', ')}, controller 4, open already; ` +
      'broker 1 was killed, and was started again; broker 3 is frozen, and was thawed again',
  )
  expect([1, 3].map((id) => lab.broker(id).status)).toEqual(['running', 'running'])
})

test('kill -9 of a leader under traffic: no acknowledged message is missing, and another broker leads', async () => {
  const topic = 'killed'
  await replicated(topic)
  const replicas = await lab.sampleReplicas(topic)
  const before = (await lab.describe(topic))[0]?.leader ?? 0
  const traffic = await lab.traffic(topic, { perSecond: 200 })
  await waitFor('some traffic', () => traffic.sent > 50 || undefined)
  await lab.broker(before).kill()
  const sent = traffic.sent
  await waitFor('the traffic to go on', () => traffic.sent > sent + 50 || undefined, { timeoutMs: 30_000 })
  const total = await traffic.stop()
  const samples = await replicas.stop()
  expect(samples.some(({ partitions }) => partitions[0]?.leader === before)).toBe(true)
  expect(samples.at(-1)?.partitions[0]?.leader).not.toBe(before)
  const reader = await lab.join('independent', topic)
  const ids = new Set((await reader.receive()).map(({ value }) => value.id as number))
  const missing = Array.from({ length: total.sent }, (_, at) => at + 1).filter((id) => !ids.has(id))
  expect(missing).toEqual([])
  await reader.leave()
  await lab.broker(before).start()
  const healed = await lab.inSync(topic, { replicas: 3 })
  expect(healed.map(({ isr }) => isr.length)).toEqual([3, 3, 3])
})

test('a graceful stop of the group coordinator: the member goes on under its name', async () => {
  const topic = 'coordinated'
  await replicated(topic)
  const member = await lab.join('stays', topic)
  const handled: number[] = []
  const work = await member.work(({ value }) => handled.push(value))
  const [inner] = await (async () => {
    const { connection } = await stateOfLab()
    const { topics } = await connection.admin.fetchTopicMetadata({ topics: ['__consumer_offsets'] })
    return topics[0]?.partitions ?? []
  })()
  const coordinator = inner?.leader ?? 0
  await lab.broker(coordinator).stop()
  await lab.produce(topic, keys)
  await waitFor(
    'the messages to be handled',
    (saw) => {
      saw(`${handled.length} handled; ${inspect(member)}; ${inspect(work)}`)
      return new Set(handled).size === keys.length || undefined
    },
    { timeoutMs: 30_000 },
  )
  expect(member.status).not.toBe('died')
  expect((await lab.settled('stays', { members: 1 })).members.map(({ name }) => name)).toEqual(['C1'])
  await work.stop()
  await lab.broker(coordinator).start()
  // Killed before it has caught up, the other two would leave these topics without a leader.
  for (const each of [topic, 'killed']) await lab.inSync(each)
})

test('two brokers down: acks=all is refused at once, old messages are readable; none left: the sentence', async () => {
  const topic = 'two-down'
  await replicated(topic)
  await lab.produce(topic, keys)
  // Joining writes to a topic of Kafka's own, which wants two in-sync replicas as well: a reader has to be there before.
  const reader = await lab.join('early', topic)
  await highWatermarksAt(3, topic, keys.length)
  const replicas = await lab.sampleReplicas(topic)
  for (const id of [1, 2]) await lab.broker(id).kill()
  await waitFor(
    'one in-sync replica',
    () => replicas.samples.at(-1)?.partitions.every(({ isr }) => isr.length === 1) || undefined,
    { timeoutMs: 20_000 },
  )
  await replicas.stop()
  expect(await refusal(lab.produce(topic, keys))).toMatch(/fewer in-sync replicas than required/)
  expect(await reader.receive()).toHaveLength(keys.length)
  expect(await refusal(lab.inSync(topic, { timeoutMs: 100 }))).toMatch(
    /^Waited \d+\.\d s for .*\. Of this notebook's Kafka broker 1 was killed, broker 2 was killed\. Bring one back with await lab\.broker\(1\)\.start\(\), then run the cell again\.$/,
  )
  await lab.broker(3).freeze()
  expect(await refusal(lab.describe(topic))).toBe(
    "No broker of this notebook's Kafka can answer: broker 1 was killed, broker 2 was killed, broker 3 is frozen. " +
      'Bring one back with await lab.broker(1).start(), then run the cell again.',
  )
  await openLab({ brokers: 3 })
  await lab.inSync(topic)
  expect(await lab.produce(topic, keys)).toHaveLength(keys.length)
})

test('replicas that cannot be had are refused', async () => {
  await lab.provision([{ topic: 'single' }])
  expect(await refusal(lab.inSync('single', { replicas: 3 }))).toBe(
    "Cannot wait for 3 in-sync replicas of 'single': its partitions have 1 replica. " +
      'Ask for at most 1, or provision it with { replicas: 3 }.',
  )
  expect(await refusal(lab.sampleReplicas('single', { everyMs: 1 }))).toBe(
    "Cannot sample the replicas of 'single' every 1 ms: wanted a number from 20 on. Give everyMs like 50, or leave it out.",
  )
})

test("the lab's own looks avoid what it has frozen, and only that; clients give a silent broker up", async () => {
  const ports = cluster.nodes.flatMap(({ brokerPort }) => brokerPort ?? [])
  const { avoids } = avoidingFrozen(cluster)
  expect([hasOthers(cluster), silenceOn(cluster, 500)]).toEqual([
    true,
    { requestTimeoutMs: 3_000, silentMs: 3_500 },
  ])
  await lab.broker(3).freeze()
  expect(ports.map(avoids)).toEqual([false, false, true])
  expect((await lab.brokers()).map(({ node, status }) => [node, status])).toEqual([
    [1, undefined],
    [2, undefined],
    [3, 'frozen'],
    [4, undefined],
  ])
  await lab.broker(3).thaw()
  expect(ports.map(avoids)).toEqual([false, false, false])
})

test('closing ends all processes, a frozen one too, and removes the folder', async () => {
  await lab.broker(2).start()
  await lab.broker(2).freeze()
  await closeLab()
  expect(existsSync(cluster.folder)).toBe(false)
  await waitFor('the processes to end', () => {
    const { brokers, supervisors } = processesOf(cluster.folder)
    return brokers.length + supervisors.length === 0 || undefined
  })
})
