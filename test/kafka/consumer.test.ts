import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePorts } from '../../src/cluster/ports.js'
import { createClient } from '../../src/kafka/client.js'
import type { Member } from '../../src/kafka/member.js'
import type { Membership } from '../../src/kafka/membership.js'
import { waitFor } from '../../src/wait.js'
import { type Foreigner, foreigner } from '../lab/foreign.js'
import { refusal, withLab } from '../lab/with-lab.js'

const file = withLab()
let foreign: Foreigner

beforeAll(async () => {
  foreign = await foreigner(file.state.connection.cluster.brokers)
})

afterAll(() => foreign?.close())

/** A member on two partitions, and what lives behind it. */
async function member(sessionTimeoutMs = 2_000): Promise<{ c1: Member; inside: Membership; topic: string }> {
  const topic = file.name('topic')
  await file.lab.provision([{ topic, partitions: 2 }])
  const c1 = await file.lab.join(file.name('G'), topic, { sessionTimeoutMs })
  const inside = file.membership(c1)
  return { c1, inside, topic }
}

const listed = async (group: string): Promise<string[]> => {
  const { groups } = await foreign.admin.describeGroups([group])
  return groups.flatMap(({ members }) => members.map(({ clientId }) => clientId)).sort()
}

/** While `work` runs, the lab's own questions reach nobody: its members cannot find out where to read on. */
async function withoutAnswers(work: () => Promise<void>): Promise<void> {
  const { connection } = file.state
  const { admin } = connection
  const [port] = await freePorts(1)
  connection.admin = createClient({
    to: { brokers: [`127.0.0.1:${port}`], security: null },
    clientId: 'lost',
    retries: 1,
  }).admin()
  try {
    await work()
  } finally {
    connection.admin = admin
  }
}

test('a member that cannot find out where to read on dies, and its consumer leaves the group', async () => {
  const { c1, topic } = await member()
  await withoutAnswers(async () => {
    await foreign.consumer(c1.group, topic)
    await waitFor('C1 to die', () => (c1.status === 'died' ? true : undefined))
  })
  await waitFor('the coordinator to list it no more', async (saw) => {
    const names = await listed(c1.group)
    saw(names.join(', '))
    return names.includes('C1') ? undefined : true
  })
  expect(await refusal(c1.receive())).toMatch(
    new RegExp(
      `^C1 of group '${c1.group}' cannot receive\\. C1 of group '${c1.group}' has stopped: .* Run its join cell again`,
    ),
  )
  expect((await file.lab.join(c1.group, topic)).status).toBe('member')
})

test('one that has crashed meanwhile has crashed, and not died', async () => {
  const { c1, inside, topic } = await member()
  await withoutAnswers(async () => {
    const { joins } = inside
    await foreign.consumer(c1.group, topic)
    await waitFor('C1 to be given partitions anew', () => (inside.joins > joins ? true : undefined))
    await c1.crash()
    await inside.settling
  })
  expect(c1.status).toBe('crashed')
  expect(file.lab.timeline({ group: c1.group, types: ['died'] })).toEqual([])
})

test('a lost session is a gap on the timeline, and its id is known to be gone', async () => {
  const { c1, inside } = await member(300)
  const before = inside.id as string
  // Blocked as by a long computation in a cell: no heartbeat leaves the process.
  const until = performance.now() + 1_500
  while (performance.now() < until);
  await waitFor('C1 to be a member under another id', (saw) => {
    saw(`${inside.id}, ${c1.status}`)
    return inside.id !== before && c1.status === 'member' ? true : undefined
  })
  const types = file.lab
    .timeline({ group: c1.group, types: ['joined', 'rebalancing'] })
    .map(({ type }) => type)
  expect(types).toEqual(['joined', 'rebalancing', 'joined'])
  expect([file.state.gone.has(before), file.state.gone.has(inside.id as string)]).toEqual([true, false])
})
