import { describe, expect, test } from 'vitest'
import type { Member } from '../../src/kafka/member.js'
import { refusal, withLab } from '../lab/with-lab.js'

const file = withLab()

async function groupOf(...names: string[]): Promise<{ group: string; topic: string; members: Member[] }> {
  const [topic, group] = [file.name('topic'), file.name('G')]
  await file.lab.provision([{ topic, partitions: 4 }])
  const members = await file.lab.join(group, topic, { as: names, sessionTimeoutMs: 500 })
  return { group, topic, members }
}

test('is the group as it stands when so many members share its partitions', async () => {
  const { group, topic } = await groupOf('C1', 'C2')
  const view = await file.lab.settled(group, { members: 2 })
  expect([view.group, view.state, view.members.map(({ name }) => name)]).toEqual([
    group,
    'Stable',
    ['C1', 'C2'],
  ])
  expect([...(view.owners[topic] ?? [])].sort()).toEqual(['C1', 'C1', 'C2', 'C2'])
})

test('after a crash it waits for the session time-out, and for the others to have the partitions', async () => {
  const { group, topic, members } = await groupOf('C1', 'C2')
  const [c1, c2] = members as [Member, Member]
  await c1.crash()
  const view = await file.lab.settled(group, { members: 1 })
  expect(view.owners[topic]).toEqual(['C2', 'C2', 'C2', 'C2'])
  expect(c2.assigned).toHaveLength(4)
})

describe('none', () => {
  test('is Empty, when all are gone', async () => {
    const { group, members } = await groupOf('C1', 'C2')
    await members[0]?.crash()
    await members[1]?.leave()
    expect(await file.lab.settled(group, { members: 0 })).toMatchObject({ state: 'Empty', members: [] })
  })

  test('is a group that Kafka does not know', async () => {
    expect((await file.lab.settled(file.name('G'), { members: 0 })).state).toBe('Dead')
  })
})

test('says what it has seen last when it does not come to that', async () => {
  const { group } = await groupOf('C1', 'C2')
  expect(await refusal(file.lab.settled(group, { members: 3, timeoutMs: 50 }))).toMatch(
    new RegExp(
      `^Waited 0\\.\\d s for group '${group}' to settle with 3 members; last seen: Stable with C1, C2\\.$`,
    ),
  )
})

test.each<[unknown, string]>([
  [-1, '-1'],
  [1.5, '1.5'],
  ['2', "'2'"],
  [undefined, 'undefined'],
])('%j is no number of members', async (members, said) => {
  const options = { members: members as number }
  expect(await refusal(file.lab.settled('G', options))).toBe(
    `Cannot wait for group 'G' to settle with ${said} members: wanted a whole number from 0 on. ` +
      "Say how many: lab.settled('G', { members: 2 }).",
  )
})
