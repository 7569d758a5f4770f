import { describe, expect, test } from 'vitest'
import { refusal, withLab } from '../lab/with-lab.js'

const file = withLab()

async function topicOf(partitions = 1): Promise<string> {
  const topic = file.name('topic')
  await file.lab.provision([{ topic, partitions }])
  return topic
}

test("a member's name is its client id: the broker says so", async () => {
  const topic = await topicOf(2)
  const group = file.name('chat service 🙂')
  await file.lab.join(group, topic)
  await file.lab.join(group, topic, { as: 'Worker 2' })
  const { groups } = await file.state.connection.admin.describeGroups([group])
  expect(groups[0]?.members.map(({ clientId }) => clientId).sort()).toEqual(['C1', 'Worker 2'])
  const { owners } = await file.lab.status(group)
  expect([...(owners[topic] ?? [])].sort()).toEqual(['C1', 'Worker 2'])
})

describe('names that will not do', () => {
  test('of the group', async () => {
    expect(await refusal(file.lab.join('', await topicOf()))).toBe(
      "Cannot join group '': the name of the group will not do: it is empty. Choose another.",
    )
  })

  test('of the member', async () => {
    expect(await refusal(file.lab.join('G', await topicOf(), { as: '' }))).toBe(
      "Cannot join group 'G': the name of the member will not do: it is empty. Choose another.",
    )
    expect(await refusal(file.lab.join('G', await topicOf(), { as: 7 as unknown as string }))).toBe(
      "Cannot join group 'G': the name of the member will not do: it is of type number, and names are text. Choose another.",
    )
  })
})

test('no topic at all', async () => {
  expect(await refusal(file.lab.join('G', []))).toBe(
    "C1 cannot join group 'G': it is given no topic to read. Name one: lab.join('G', 'orders').",
  )
})

test('a session time-out above the limit of the brokers: the sentence names it, and the name is free', async () => {
  const topic = await topicOf()
  const group = file.name('G')
  expect(await refusal(file.lab.join(group, topic, { sessionTimeoutMs: 3_600_000 }))).toBe(
    `C1 of group '${group}' cannot join with a session time-out of 3600000 ms: these brokers accept at most 1800000 (group.max.session.timeout.ms). Give sessionTimeoutMs like 2000, or leave it out.`,
  )
  expect((await file.lab.join(group, topic)).status).toBe('member')
})

test('members that join at the same time all have partitions in the end', async () => {
  const topic = await topicOf(3)
  const group = file.name('G')
  const members = await Promise.all(['C1', 'C2', 'C3'].map((as) => file.lab.join(group, topic, { as })))
  expect(members.map(({ assigned }) => assigned.length)).toEqual([1, 1, 1])
})

test('a group goes on where it stopped, under any name', async () => {
  const topic = await topicOf()
  const group = file.name('G')
  await file.lab.produce(
    topic,
    [1, 2, 3].map((value) => ({ value })),
  )
  const first = await file.lab.join(group, topic, { as: 'first' })
  await first.ack((await first.receive()).slice(0, 2))
  await first.leave()
  const second = await file.lab.join(group, topic, { as: 'second' })
  expect((await second.receive()).map(({ value }) => value)).toEqual([3])
})

test('its generations and partitions are on the timeline', async () => {
  const topic = await topicOf(2)
  const group = file.name('G')
  const c1 = await file.lab.join(group, topic)
  await c1.receive()
  await file.lab.join(group, topic, { as: 'C2' })
  const joined = file.lab.timeline({ group, member: 'C1', types: ['joined'] })
  expect(joined.map((event) => (event.type === 'joined' ? event.assigned.length : null))).toEqual([2, 1])
  expect(joined.map(({ again }) => again)).toEqual([undefined, true])
  const types = file.lab.timeline({ group, member: 'C1' }).map(({ type }) => type)
  expect(types).toContain('rebalancing')
})
