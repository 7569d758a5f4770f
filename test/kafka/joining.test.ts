import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Member } from '../../src/kafka/member.js'
import type { Membership } from '../../src/kafka/membership.js'
import { waitFor } from '../../src/wait.js'
import { type Foreigner, foreigner } from '../lab/foreign.js'
import { stopButton } from '../lab/interrupted.js'
import { refusal, withLab } from '../lab/with-lab.js'

const file = withLab()
const button = stopButton()
let foreign: Foreigner

beforeAll(async () => {
  foreign = await foreigner(file.state.connection.cluster.brokers)
})

afterAll(() => foreign?.close())

async function topicOf(): Promise<string> {
  const topic = file.name('topic')
  await file.lab.provision([{ topic, partitions: 2 }])
  return topic
}

const listed = async (group: string): Promise<string[]> =>
  (await file.lab.status(group)).members.map(({ name }) => name)

const memberOf = (group: string): Membership | undefined =>
  file.state.members.get(JSON.stringify([group, 'C1']))

const untilJoining = (group: string): Promise<Membership> =>
  waitFor(`C1 of ${group} to begin to join`, () => memberOf(group))

test('two joins under one name at once: one member, the later, and nothing else is left of the first', async () => {
  const topic = await topicOf()
  const group = file.name('G')
  const [one, two] = await Promise.all([file.lab.join(group, topic), file.lab.join(group, topic)])
  expect([one.status, two.status]).toEqual(['ended', 'member'])
  expect(await listed(group)).toEqual(['C1'])
  expect(two.assigned).toHaveLength(2)
  await two.leave()
  expect(await file.lab.status(group)).toMatchObject({ state: 'Empty', members: [] })
})

test('a join that was interrupted is replaced when its cell is run again', async () => {
  const topic = await topicOf()
  const group = file.name('G')
  const stranger = await foreign.consumer(group, topic, { maxWaitTimeInMs: 20_000 })
  const joining = refusal(file.lab.join(group, topic))
  await untilJoining(group)
  await button.presses('the join to wait')
  expect(await joining).toBe(
    `Interrupted while waiting for C1 of group '${group}' to be given its partitions; last seen: it is joining.`,
  )
  // The stranger has not come back to its group yet, so nothing waited for it; a message ends its fetch.
  const { groups } = await foreign.admin.describeGroups([group])
  expect(groups.map(({ state }) => state)).toEqual(['PreparingRebalance'])
  await foreign.producer.send({ topic, messages: [{ value: 'go on' }] })
  const leaving = stranger.disconnect()
  const again = await file.lab.join(group, topic)
  await leaving
  await waitFor('C1 to be alone', async () => ((await listed(group)).length === 1 ? true : undefined))
  await again.leave()
  expect(await file.lab.status(group)).toMatchObject({ state: 'Empty', members: [] })
})

/** What a join came to that something else has ended: the sentence of the join, or of its member when it was just over. */
function endOf(joining: Promise<Member>): () => Promise<string> {
  const outcome = joining.catch((problem: Error) => problem)
  return async () => {
    const found = await outcome
    return found instanceof Error ? found.message : refusal(found.receive())
  }
}

test('a topic made fresh while a member of it joins: the join says so, and nobody is taken for a stranger', async () => {
  const topic = await topicOf()
  const group = file.name('G')
  const ended = endOf(file.lab.join(group, topic))
  await untilJoining(group)
  const [made] = await file.lab.provision([{ topic, partitions: 2 }], { fresh: true })
  expect(made?.outcome).toBe('created')
  expect(await ended()).toContain(
    `C1 of group '${group}' was ended when ${topic} was made fresh: run its join cell again.`,
  )
  expect(await listed(group)).toEqual([])
  expect((await file.lab.join(group, topic)).assigned).toHaveLength(2)
})

test('a group made fresh for one name while another joins', async () => {
  const topic = await topicOf()
  const group = file.name('G')
  const ended = endOf(file.lab.join(group, topic))
  await untilJoining(group)
  const now = await file.lab.join(group, topic, { as: 'C2', fresh: true })
  expect(await ended()).toContain('was ended when its group was made fresh')
  expect(await listed(group)).toEqual(['C2'])
  expect(now.assigned).toHaveLength(2)
})

test('a member that only the coordinator knows, because others hold up the rebalance, is no stranger', async () => {
  const topic = await topicOf()
  const group = file.name('G')
  const slow = await file.lab.join(group, topic, { as: 'C0' })
  const inside = file.state.members.get(JSON.stringify([group, 'C0'])) as Membership
  // C0 stands still in a batch, so that it does not come to the rebalance.
  let goOn = (): void => {}
  inside.settling = new Promise((resolve) => {
    goOn = resolve
  })
  await file.lab.produce(topic, [{ value: 1 }, { value: 2 }])
  const ended = endOf(file.lab.join(group, topic))
  const joining = await untilJoining(group)
  await waitFor('the coordinator to list C1', async () =>
    (await listed(group)).includes('C1') ? true : undefined,
  )
  expect([joining.id, joining.started]).toEqual([null, false])
  const fresh = file.lab.join(group, topic, { as: 'C2', fresh: true })
  await waitFor('the group to go on without C0', () => (joining.started ? true : undefined))
  goOn()
  expect((await fresh).assigned).toHaveLength(2)
  expect(await ended()).toContain('was ended when its group was made fresh')
  expect(slow.status).toBe('ended')
  expect(await listed(group)).toEqual(['C2'])
})

test('a stranger with the name of a member of this notebook may be an earlier one: the sentence says so', async () => {
  const topic = await topicOf()
  const group = file.name('G')
  await (await file.lab.join(group, topic)).leave()
  const namesake = await foreigner(file.state.connection.cluster.brokers, 'C1')
  try {
    await namesake.consumer(group, topic)
    expect(await refusal(file.lab.provision([{ topic }], { fresh: true }))).toBe(
      `Cannot make '${topic}' fresh: C1 of '${group}' belongs to another program (another notebook, or a tool of Kafka), ` +
        'or is an earlier member of this notebook that Kafka still lists. End it there, then run the cell again.',
    )
  } finally {
    await namesake.close()
  }
})

describe('what is no topic', () => {
  test.each([[undefined], [[undefined]], [null]])('%j', async (topic) => {
    expect(await refusal(file.lab.join('G', topic as unknown as string))).toMatch(
      /^C1 cannot join group 'G': wanted the name of a topic, found (undefined|null)\. Name one that the lab has provisioned\.$/,
    )
  })
})

describe('session time-outs', () => {
  test.each([[0], [-5], [1.5], [Number.NaN], ['2000'], [null]])('%j is none: the sentence', async (ms) => {
    const options = { sessionTimeoutMs: ms as number }
    expect(await refusal(file.lab.join('G', await topicOf(), options))).toBe(
      `C1 of group 'G' cannot join with a session time-out of ${inspect(ms)}: wanted a whole number of ms from 1 on. ` +
        'Give sessionTimeoutMs like 2000, or leave it out.',
    )
  })

  test('above what the brokers accept: the sentence, with their limit', async () => {
    const topic = await topicOf()
    for (const ms of [1_800_001, 1e12])
      expect(await refusal(file.lab.join('G', topic, { sessionTimeoutMs: ms }))).toBe(
        `C1 of group 'G' cannot join with a session time-out of ${ms} ms: these brokers accept at most 1800000 (group.max.session.timeout.ms). ` +
          'Give sessionTimeoutMs like 2000, or leave it out.',
      )
  })

  test('below what the broker accepts: raised on a Kafka of its own too', async () => {
    const group = file.name('G')
    await file.lab.join(group, await topicOf(), { sessionTimeoutMs: 20 })
    expect(memberOf(group)?.sessionTimeoutMs).toBe(100)
  })
})
