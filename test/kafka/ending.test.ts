import { inspect } from 'node:util'
import { Kafka, logLevel } from 'kafkajs'
import { describe, expect, test } from 'vitest'
import type { Member } from '../../src/kafka/member.js'
import { waitFor } from '../../src/wait.js'
import { refusal, withLab } from '../lab/with-lab.js'

const file = withLab()

async function group(...names: string[]): Promise<{ members: Member[]; topic: string; name: string }> {
  const topic = file.name('topic')
  await file.lab.provision([{ topic, partitions: 2 }])
  await file.lab.produce(
    topic,
    [1, 2, 3, 4].map((id) => ({ key: `k${id}`, value: { id } })),
  )
  const name = file.name('G')
  const members: Member[] = []
  for (const as of names) members.push(await file.lab.join(name, topic, { as, sessionTimeoutMs: 1_000 }))
  return { members, topic, name }
}

const listed = async (name: string): Promise<string[]> =>
  (await file.lab.status(name)).members.map((each) => each.name).sort()

const gone = (verb: string, name: string, how: string): string =>
  `C1 of group '${name}' cannot ${verb}: it has ${how}. Run its join cell again for a new C1.`

describe.each([
  ['leave', 'left the group'],
  ['crash', 'crashed'],
] as const)('%s', (verb, how) => {
  test('ends the member: every other verb refuses with a sentence, again is nothing', async () => {
    const { members, name } = await group('C1')
    const [c1] = members as [Member]
    const seen = await c1.receive()
    expect(await c1[verb]()).toEqual({ already: false })
    expect(await refusal(c1.receive())).toBe(gone('receive', name, how))
    expect(await refusal(c1.ack(seen))).toBe(gone('acknowledge', name, how))
    expect(await refusal(c1.commit({ partition: 0, offset: 1 }))).toBe(gone('commit', name, how))
    const events = (): number => file.lab.timeline({ group: name, types: ['left', 'crashed'] }).length
    expect(events()).toBe(1)
    expect([await c1.leave(), await c1.crash()]).toEqual([{ already: true }, { already: true }])
    expect([c1.status, events()]).toEqual([verb === 'leave' ? 'left' : 'crashed', 1])
  })
})

test('a crash says on the timeline how long the group goes on counting on the member', async () => {
  const { members, name } = await group('C1')
  await members[0]?.crash()
  expect(file.lab.timeline({ group: name, types: ['crashed'] })).toMatchObject([{ sessionTimeoutMs: 1_000 }])
})

test('how it went prints as a sentence', async () => {
  const { members, name } = await group('C1', 'C2', 'C3')
  const [c1, c2, c3] = members as [Member, Member, Member]
  expect(inspect(await c1.leave())).toBe(`C1 of group '${name}' left; its partitions are with C2, C3`)
  expect(inspect(await c2.crash())).toBe(
    `C2 of group '${name}' crashed without a word; the coordinator gives it up 1.0 s after its last heartbeat`,
  )
  expect(inspect(await c1.leave())).toBe(`C1 of group '${name}' had left before`)
  expect(inspect(await c2.leave())).toBe(`C2 of group '${name}' had crashed before`)
  await waitFor('C3 to be alone', async () => ((await listed(name)).length === 1 ? true : undefined))
  expect(inspect(await c3.leave())).toBe(`C3 of group '${name}' left; the group is empty`)
})

test('leave: the coordinator lists it no more at once', async () => {
  const { members, name } = await group('C1', 'C2')
  await members[0]?.leave()
  expect(await listed(name)).toEqual(['C2'])
})

test('crash: nobody tells the coordinator, and the session time-out finds it out', async () => {
  const { members, name } = await group('C1', 'C2')
  const [c1, c2] = members as [Member, Member]
  const crashedAt = performance.now()
  await c1.crash()
  // Had a leave been sent, the coordinator would have taken it before this request, and would not list C1.
  expect(await listed(name)).toEqual(['C1', 'C2'])
  await waitFor('the coordinator to give C1 up', async (saw) => {
    const names = await listed(name)
    saw(names.join(', '))
    return names.length === 1 ? true : undefined
  })
  // The session of 1 s began with the last heartbeat, at most one interval and some round trips before the crash.
  expect(performance.now() - crashedAt).toBeGreaterThan(700)
  await waitFor('C2 to have both partitions', () => (c2.assigned.length === 2 ? true : undefined))
  expect((await c2.receive()).map(({ value }) => value.id).sort()).toEqual([1, 2, 3, 4])
})

test('crash: the sockets of the member are gone, and no new one stays', async () => {
  const sockets = (): number =>
    process.getActiveResourcesInfo().filter((resource) => resource === 'TCPSocketWrap').length
  const topic = file.name('topic')
  await file.lab.provision([{ topic }])
  const before = sockets()
  const member = await file.lab.join(file.name('G'), topic)
  expect(sockets()).toBeGreaterThan(before)
  await member.crash()
  await waitFor('the sockets of the crashed member to be gone', (saw) => {
    saw(`${sockets()} sockets, ${before} before it joined`)
    return sockets() <= before ? true : undefined
  })
})

test('join again under the same name: the old member is replaced and says so', async () => {
  const { members, topic, name } = await group('C1')
  const [old] = members as [Member]
  const now = await file.lab.join(name, topic)
  expect(await listed(name)).toEqual(['C1'])
  const said = `C1 of group '${name}' was replaced by a member of the same name that joined later: use that one, or run the cells again from its join cell on.`
  for (const call of [old.receive(), old.ack([]), old.commit({ partition: 0, offset: 0 })])
    expect(await refusal(call)).toBe(said)
  await old.leave()
  await old.crash()
  expect(now.status).toBe('member')
  expect(await now.receive()).toHaveLength(4)
})

test('join in place of a crashed member: its partitions come back when the session is over', async () => {
  const { members, topic, name } = await group('C1')
  const [old] = members as [Member]
  await old.receive()
  await old.crash()
  const now = await file.lab.join(name, topic)
  expect(now.assigned).toHaveLength(2)
  expect(await now.receive()).toHaveLength(4)
  expect(await refusal(old.receive())).toBe(
    `C1 of group '${name}' was replaced by a member of the same name that joined later: use that one, or run the cells again from its join cell on.`,
  )
})

test('a topic made fresh: members of it say so, its groups start as never committed', async () => {
  const { members, topic, name } = await group('C1')
  const [old] = members as [Member]
  const seen = await old.receive()
  await old.ack(seen)
  await file.lab.provision([{ topic, partitions: 2 }], { fresh: true })
  const said = `C1 of group '${name}' was ended when ${topic} was made fresh: run its join cell again.`
  for (const call of [old.receive(), old.ack(seen), old.commit({ partition: 0, offset: 0 })])
    expect(await refusal(call)).toBe(said)
  const now = await file.lab.join(name, topic)
  expect((await file.lab.status(name)).committed).toEqual({ [topic]: [null, null] })
  await file.lab.produce(topic, { key: 'k1', value: 1 })
  expect(await now.receive()).toHaveLength(1)
})

test('a topic made fresh after a crash waits for the session and clears the group', async () => {
  const { members, topic, name } = await group('C1')
  await members[0]?.crash()
  await file.lab.provision([{ topic, partitions: 2 }], { fresh: true })
  expect(await file.lab.status(name)).toMatchObject({ state: 'Dead', members: [] })
})

test('a group made fresh: members of it say so, the topic stays', async () => {
  const { members, topic, name } = await group('C1', 'C2')
  const [c1, c2] = members as [Member, Member]
  await c1.ack(await c1.receive())
  const now = await file.lab.join(name, topic, { as: 'C1', fresh: true })
  for (const old of [c1, c2])
    expect(await refusal(old.receive())).toBe(
      `${old.name} of group '${name}' was ended when its group was made fresh: run its join cell again.`,
    )
  expect((await file.lab.status(name)).committed).toEqual({ [topic]: [null, null] })
  expect(await now.receive()).toHaveLength(4)
})

test.each<{ ours: string[] }>([{ ours: ['C1'] }, { ours: [] }])(
  'fresh is refused while a member of another program reads the topic, beside $ours',
  async ({ ours }) => {
    const { members, topic, name } = await group(...ours)
    const kafka = new Kafka({
      clientId: 'stranger',
      brokers: [...file.state.connection.cluster.brokers],
      logLevel: logLevel.NOTHING,
    })
    const stranger = kafka.consumer({ groupId: name, maxWaitTimeInMs: 50, heartbeatInterval: 50 })
    await stranger.connect()
    try {
      await stranger.subscribe({ topics: [topic] })
      await stranger.run({ eachMessage: async () => {} })
      await waitFor('the stranger to have partitions', async () => {
        const { members } = await file.lab.status(name)
        return members.some((each) => each.name === 'stranger' && each.assigned.length > 0) ? true : undefined
      })
      const end =
        `stranger of '${name}' belongs to another program (another notebook, or a tool of Kafka). ` +
        'End it there, then run the cell again.'
      expect(await refusal(file.lab.provision([{ topic, partitions: 2 }], { fresh: true }))).toBe(
        `Cannot make '${topic}' fresh: ${end}`,
      )
      expect(await refusal(file.lab.join(name, topic, { fresh: true }))).toBe(
        `Cannot make group '${name}' fresh: ${end}`,
      )
      expect(await listed(name)).toEqual([...ours, 'stranger'])
      expect(members.map(({ status }) => /^(member|rebalancing)$/.test(status))).toEqual(ours.map(() => true))
      expect((await file.lab.describe(topic)).reduce((sum, each) => sum + each.end, 0)).toBe(4)
    } finally {
      await stranger.disconnect()
    }
    expect(await file.lab.provision([{ topic, partitions: 2 }], { fresh: true })).toMatchObject([
      { outcome: 'created' },
    ])
  },
)
