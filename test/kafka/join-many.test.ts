import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { Member } from '../../src/kafka/member.js'
import { refusal, withLab } from '../lab/with-lab.js'

const file = withLab()

async function topicOf(partitions: number): Promise<string> {
  const topic = file.name('topic')
  await file.lab.provision([{ topic, partitions }])
  return topic
}

const sizes = (members: readonly Member[]): number[] => members.map(({ assigned }) => assigned.length)
const listed = async (group: string): Promise<string[]> =>
  (await file.lab.status(group)).members.map(({ name }) => name)

test('all join at once, in the order of their names: each partition has one owner', async () => {
  const [topic, group] = [await topicOf(4), file.name('G')]
  const members = await file.lab.join(group, topic, { as: ['C3', 'C1', 'C2'] })
  expect(members.map(({ name, status }) => [name, status])).toEqual(
    ['C3', 'C1', 'C2'].map((name) => [name, 'member']),
  )
  expect(sizes(members).sort()).toEqual([1, 1, 2])
  const { state, owners } = await file.lab.status(group)
  expect(state).toBe('Stable')
  expect([...new Set(owners[topic])].sort()).toEqual(['C1', 'C2', 'C3'])
})

test('a list of one is a list', async () => {
  const members = await file.lab.join(file.name('G'), await topicOf(2), { as: ['C1'] })
  expect(sizes(members)).toEqual([2])
})

test('one more than there are partitions has none, and that is settled', async () => {
  const members = await file.lab.join(file.name('G'), await topicOf(2), { as: ['C1', 'C2', 'C3'] })
  expect(sizes(members).sort()).toEqual([0, 1, 1])
})

test('prints one line a member', async () => {
  const [topic, group] = [await topicOf(2), file.name('G')]
  const members = await file.lab.join(group, topic, { as: ['C1', 'C2'] })
  const line = ({ name, assigned }: Member): string =>
    `${name} of group '${group}': member, owns ${topic} P${assigned[0]?.partition} (read to 0, prefix 0, held 0)`
  expect(inspect(members)).toBe(members.map(line).join('\n'))
})

test('again: the old ones are replaced, those of other names stay', async () => {
  const [topic, group] = [await topicOf(3), file.name('G')]
  const [c1, c2] = (await file.lab.join(group, topic, { as: ['C1', 'C2'] })) as [Member, Member]
  const now = await file.lab.join(group, topic, { as: ['C2', 'C3'] })
  expect([c1.status, c2.status]).toEqual(['member', 'ended'])
  expect(sizes([c1, ...now])).toEqual([1, 1, 1])
  expect(await listed(group)).toEqual(['C1', 'C2', 'C3'])
})

test('lists that overlap, and a single one, at the same time: one member a name in the end', async () => {
  const [topic, group] = [await topicOf(3), file.name('G')]
  const [, , c1] = await Promise.all([
    file.lab.join(group, topic, { as: ['C1', 'C2', 'C3'] }),
    file.lab.join(group, topic, { as: ['C3', 'C2', 'C1'] }),
    file.lab.join(group, topic),
  ])
  expect(await listed(group)).toEqual(['C1', 'C2', 'C3'])
  expect([c1.status, c1.assigned.length]).toEqual(['member', 1])
})

test('fresh: the group is made fresh once, and all are in it', async () => {
  const [topic, group] = [await topicOf(2), file.name('G')]
  await file.lab.produce(topic, { value: 1 })
  const old = await file.lab.join(group, topic, { as: ['C1', 'C9'] })
  for (const each of old) await each.ack(await each.receive())
  const before = file.lab.timeline({ group, types: ['group-deleted'] }).length
  await file.lab.join(group, topic, { as: ['C1', 'C2'], fresh: true })
  expect(file.lab.timeline({ group, types: ['group-deleted'] })).toHaveLength(before + 1)
  expect(await listed(group)).toEqual(['C1', 'C2'])
  expect((await file.lab.status(group)).committed).toEqual({ [topic]: [null, null] })
})

describe('what is refused', () => {
  test('a topic that does not exist: nobody joins', async () => {
    expect(await refusal(file.lab.join('G', 'nowhere', { as: ['C1', 'C2'] }))).toMatch(
      /^C1, C2 cannot join group 'G': topic 'nowhere' does not exist/,
    )
    expect(await listed('G')).toEqual([])
  })

  test('a session time-out for each', async () => {
    expect(
      await refusal(file.lab.join('G', await topicOf(1), { as: ['C1', 'C2'], sessionTimeoutMs: 0 })),
    ).toBe(
      "Each of C1, C2 of group 'G' cannot join with a session time-out of 0: wanted a whole number of ms from 1 on. " +
        'Give sessionTimeoutMs like 2000, or leave it out.',
    )
  })
})
