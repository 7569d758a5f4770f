import { expect, test } from 'vitest'
import type { Member } from '../../src/kafka/member.js'
import type { Message } from '../../src/kafka/message.js'
import { waitFor } from '../../src/wait.js'
import { refusal, withLab } from '../lab/with-lab.js'

const file = withLab()

/** Two members on two partitions with two messages each. */
async function twoMembers(
  sessionTimeoutMs: number,
): Promise<{ members: [Member, Member]; topic: string; group: string }> {
  const [topic, group] = [file.name('orders'), file.name('G')]
  await file.lab.provision([{ topic, partitions: 2 }])
  await file.lab.produce(
    topic,
    [0, 1, 0, 1].map((partition, id) => ({ value: { id }, partition })),
  )
  const join = (as: string): Promise<Member> => file.lab.join(group, topic, { as, sessionTimeoutMs })
  return { members: [await join('C1'), await join('C2')], topic, group }
}

const partitionsOf = ({ assigned }: Member): number[] => assigned.map(({ partition }) => partition).sort()
/** A member alone on one partition with three messages. Of two members, the one whose name sorts first gets it. */
async function alone(sessionTimeoutMs = 2_000): Promise<{ member: Member; topic: string; group: string }> {
  const [topic, group] = [file.name('orders'), file.name('G')]
  await file.lab.provision([{ topic }])
  await file.lab.produce(
    topic,
    [0, 1, 2].map((id) => ({ value: { id } })),
  )
  return { member: await file.lab.join(group, topic, { as: 'C1', sessionTimeoutMs }), topic, group }
}

const place = ({ partition, offset }: Message): string => `P${partition} @${offset}`
const all = ['P0 @0', 'P0 @1', 'P1 @0', 'P1 @1']

test('a handler slower than the session: both members handle the message, and Kafka refuses the first one’s commit', async () => {
  const { members, topic, group } = await twoMembers(500)
  const [slow, other] = members
  const [mine = -1] = partitionsOf(slow)
  const [bySlow, byOther]: [string[], string[]] = [[], []]
  const work = slow.handle(
    async (message) => {
      bySlow.push(place(message))
      if (bySlow.length > 1) return
      await waitFor('the other member to own both partitions', () =>
        other.assigned.length === 2 ? true : undefined,
      )
      await other.handle((again) => void byOther.push(place(again)))
    },
    { heartbeats: 'between messages' },
  )
  expect(await work).toEqual({
    handled: 1,
    failed: 0,
    retried: 0,
    deadLettered: 0,
    blocked: [],
    refused: [{ topic, partition: mine, offset: 0, said: 'The coordinator is not aware of this member' }],
  })
  expect(bySlow).toEqual([`P${mine} @0`])
  expect(byOther).toEqual(all)
  await waitFor('both members to have a partition again', () =>
    members.every((each) => each.status === 'member' && each.assigned.length === 1) ? true : undefined,
  )
  expect(await file.lab.status(group)).toMatchObject({ committed: { [topic]: [2, 2] } })
  await file.lab.produce(
    topic,
    [0, 1].map((partition) => ({ value: 'new', partition })),
  )
  for (const member of members) {
    const [partition] = partitionsOf(member)
    const done: string[] = []
    expect(await member.handle((message) => void done.push(place(message)))).toMatchObject({ handled: 1 })
    expect(done).toEqual([`P${partition} @2`])
  }
  expect(await file.lab.status(group)).toMatchObject({ committed: { [topic]: [3, 3] } })
})

test('alone and always slower than its session, it comes to an end: a message that was refused is for the next call', async () => {
  const { member, topic, group } = await alone(500)
  const done: string[] = []
  const result = await member.handle(
    async (message) => {
      done.push(place(message))
      await waitFor('the coordinator to give the member up', async () =>
        (await file.lab.status(group)).members.length === 0 ? true : undefined,
      )
    },
    { heartbeats: 'between messages' },
  )
  const said = 'The coordinator is not aware of this member'
  expect(result).toMatchObject({ handled: 1, refused: [{ topic, partition: 0, offset: 0, said }] })
  expect(done).toEqual(['P0 @0'])
  await member.handle((message) => void done.push(place(message)))
  expect(done).toEqual(['P0 @0', 'P0 @0', 'P0 @1', 'P0 @2'])
})

test('with heartbeats always it keeps its partition, however long the handler takes', async () => {
  const { members, topic, group } = await twoMembers(1_000)
  const [slow, other] = members
  const [mine] = partitionsOf(slow)
  // A session that is over elsewhere, and longer than this group's: so long the handler takes at the least.
  const elsewhere = file.name('G')
  const ghost = await file.lab.join(elsewhere, topic, { sessionTimeoutMs: 1_300 })
  const done: string[] = []
  const result = await slow.handle(async (message) => {
    done.push(place(message))
    if (done.length > 1) return
    await ghost.crash()
    await waitFor('the coordinator to give up a member that is silent', async () =>
      (await file.lab.status(elsewhere)).members.length === 0 ? true : undefined,
    )
  })
  expect(result).toMatchObject({ handled: 2, refused: [] })
  expect(done).toEqual([`P${mine} @0`, `P${mine} @1`])
  expect(other.assigned).toHaveLength(1)
  expect(file.lab.timeline({ group, member: 'C1', types: ['joined'] })).toHaveLength(2)
})

test('a partition that went to another member while its message was handled: the lab refuses, and it goes on', async () => {
  const { member, topic, group } = await alone()
  const done: string[] = []
  const result = await member.handle(async (message) => {
    done.push(place(message))
    await file.lab.join(group, topic, { as: 'A' })
  })
  const said =
    `C1 of group '${group}' cannot acknowledge offset 0 of ${topic} P0: it owns no partition. ` +
    'After a rebalance only the new owner can speak for a partition: let that member do it.'
  expect(result).toMatchObject({ handled: 1, refused: [{ topic, partition: 0, offset: 0, said }] })
  expect(done).toEqual(['P0 @0'])
  expect(member.assigned).toEqual([])
})

test('a partition that it keeps in a rebalance: what was not committed is handled again', async () => {
  const { member, topic, group } = await alone()
  const done: string[] = []
  const result = await member.handle(
    async (message) => {
      done.push(place(message))
      if (message.offset === 0) throw new Error('declined')
      if (message.offset === 2) await file.lab.join(group, topic, { as: 'Z' })
    },
    { onError: 'skip' },
  )
  // Offset 1 was acknowledged, but no commit could say so; offset 2 is acknowledged after the rebalance.
  expect(done).toEqual(['P0 @0', 'P0 @1', 'P0 @2', 'P0 @0', 'P0 @1'])
  expect(result).toMatchObject({ handled: 3, failed: 2, refused: [] })
  expect(member.assigned).toHaveLength(1)
})

test('a handler that asks its own member ends the silence: nobody waits for good', async () => {
  const { member, topic } = await alone()
  const heartbeats = 'between messages'
  const result = await member.handle(
    async (message) => {
      expect(await member.ack(message)).toMatchObject({ acknowledged: 1 })
      await file.lab.produce(topic, { value: 'more' })
      await member.receive()
    },
    { heartbeats },
  )
  expect(result).toMatchObject({ handled: 3, refused: [] })
  expect(await refusal(member.handle(() => member.leave(), { heartbeats }))).toMatch(/it has left the group/)
})
