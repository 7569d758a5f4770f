import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { Member } from '../../src/kafka/member.js'
import { shown } from '../../src/model/shown.js'
import { refusal, withLab } from '../lab/with-lab.js'

const file = withLab()

/** A group whose members have read six messages on each of two partitions, and acknowledged all of them. */
async function group(...names: string[]): Promise<{ members: Member[]; topic: string; name: string }> {
  const topic = file.name('topic')
  const name = file.name('G')
  await file.lab.provision([{ topic, partitions: 2 }])
  const sent = await file.lab.produce(
    topic,
    ['alice', 'alice', 'alice', 'dora', 'dora', 'user-1'].map((key) => ({ key, value: key })),
  )
  expect(new Set(sent.map(({ partition }) => partition)).size).toBe(2)
  const members = await join(name, topic, names)
  for (const member of members) await member.ack(await member.receive())
  return { members, topic, name }
}

async function join(name: string, topic: string, names: string[]): Promise<Member[]> {
  const members: Member[] = []
  for (const as of names) members.push(await file.lab.join(name, topic, { as, sessionTimeoutMs: 1_000 }))
  return members
}

const committed = async (name: string): Promise<unknown> => (await file.lab.status(name)).committed
const ends = async (topic: string): Promise<number[]> =>
  (await file.lab.describe(topic)).map(({ end }) => end)

describe('refused while the group has live members', () => {
  test('one', async () => {
    const { members, name } = await group('C1')
    const before = await committed(name)
    expect(await refusal(file.lab.reset(name))).toBe(
      `Cannot reset group '${name}': it still has 1 member (C1) and Kafka resets only empty groups. Call leave() on it first.`,
    )
    expect(await committed(name)).toEqual(before)
    expect(members[0]?.status).toBe('member')
    expect(await members[0]?.receive()).toHaveLength(6)
  })

  test('two', async () => {
    const { name } = await group('C1', 'C2')
    expect(await refusal(file.lab.reset(name))).toBe(
      `Cannot reset group '${name}': it still has 2 members (C1, C2) and Kafka resets only empty groups. Call leave() on them first.`,
    )
  })
})

describe('after leave', () => {
  test('to the beginning: read back from the broker, and everything comes again', async () => {
    const { members, topic, name } = await group('C1')
    await members[0]?.leave()
    const result = await file.lab.reset(name)
    expect(result).toMatchObject({
      group: name,
      committed: [
        { topic, partition: 0, offset: 0 },
        { topic, partition: 1, offset: 0 },
      ],
    })
    expect(inspect(result)).toMatch(
      new RegExp(
        `^group '${name}' will read on from 0 on ${topic} P0, 0 on ${topic} P1 \\(reset in \\d+ ms\\)$`,
      ),
    )
    expect(await committed(name)).toEqual({ [topic]: [0, 0] })
    const [again] = await join(name, topic, ['C1'])
    expect(await again?.receive()).toHaveLength(6)
  })

  test('to the end, and to one offset of one partition; twice is the same', async () => {
    const { members, topic, name } = await group('C1')
    await members[0]?.leave()
    await file.lab.reset(name, { to: 'beginning' })
    await file.lab.reset(name, { to: 'end', topic })
    expect(await committed(name)).toEqual({ [topic]: await ends(topic) })
    for (let twice = 0; twice < 2; twice++) {
      await file.lab.reset(name, { to: 1, partition: 0 })
      expect(await committed(name)).toEqual({ [topic]: [1, (await ends(topic))[1]] })
    }
    expect(file.lab.timeline({ group: name, types: ['reset'] })).toHaveLength(6)
  })
})

test('after crash it waits until the coordinator calls the group Empty', async () => {
  const { members, topic, name } = await group('C1', 'C2')
  for (const member of members) await member.crash()
  expect((await file.lab.status(name)).state).not.toBe('Empty')
  await file.lab.reset(name)
  expect(await committed(name)).toEqual({ [topic]: [0, 0] })
})

test('a group that does not exist yet can be set on a topic that does', async () => {
  const topic = file.name('topic')
  await file.lab.provision([{ topic }])
  await file.lab.produce(topic, [{ value: 1 }, { value: 2 }])
  const name = file.name('new')
  await file.lab.reset(name, { topic, to: 1 })
  const [member] = await join(name, topic, ['C1'])
  expect((await member?.receive())?.map(({ offset }) => offset)).toEqual([1])
})

describe('what it cannot do', () => {
  test.each([
    [-1, 'it is negative, and offsets count from 0'],
    [0.5, 'it is no whole number'],
    [Number.NaN, 'it is NaN, not a number'],
    ['start', 'it is of type string, and offsets are numbers'],
  ])('to %s', async (to, problem) => {
    expect(await refusal(file.lab.reset('G', { to: to as number }))).toBe(
      `Cannot reset group 'G' to ${shown(to)}: ${problem}. Give 'beginning', 'end' or an offset.`,
    )
  })

  test('on a topic or a partition that does not exist', async () => {
    const { members, topic, name } = await group('C1')
    await members[0]?.leave()
    expect(await refusal(file.lab.reset(name, { partition: 2 }))).toBe(
      `Cannot reset group '${name}' on '${topic}': wanted partition 2, found 0 to 1. Name one of these.`,
    )
    expect(await refusal(file.lab.reset(name, { topic: 'misspelt' }))).toMatch(
      new RegExp(`^Cannot reset group '${name}': topic 'misspelt' does not exist \\(there are .*\\)\\.`),
    )
  })

  test('with nothing that says where', async () => {
    expect(await refusal(file.lab.reset('never-seen'))).toBe(
      "Cannot reset group 'never-seen': it has no committed offsets and no member of this lab reads for it, so there is nothing to reset. " +
        'Name a topic with { topic }, or let a member join the group first.',
    )
  })
})
