import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { JoinOptions } from '../../src/kafka/join.js'
import type { Member } from '../../src/kafka/member.js'
import type { Message } from '../../src/kafka/message.js'
import { deleteTopics } from '../../src/kafka/topics.js'
import type { CommitWhen } from '../../src/model/commit-when.js'
import { fetchNoMore } from '../lab/fetch-no-more.js'
import { foreigner } from '../lab/foreign.js'
import { refusal, withLab } from '../lab/with-lab.js'

const file = withLab()

/** Long enough that no timer of a test comes to its end. */
const anHour = 3_600_000

interface Reader {
  readonly member: Member
  readonly seen: Message[]
  readonly topic: string
}

/** A member of a group of its own that has received so many messages of a topic of its own. */
async function reader(
  options: JoinOptions,
  { count = 100, partitions = 1 }: { readonly count?: number; readonly partitions?: number } = {},
): Promise<Reader> {
  const topic = file.name('hundred')
  await file.lab.provision([{ topic, partitions }])
  await file.lab.produce(
    topic,
    Array.from({ length: count }, (_, id) => ({ value: { id } })),
  )
  const member = await file.lab.join(file.name('A'), topic, { sessionTimeoutMs: 500, ...options })
  return { member, seen: await member.receive(), topic }
}

const committedBy = async ({ group }: Member): Promise<readonly (number | null)[]> =>
  Object.values((await file.lab.status(group)).committed)[0] ?? []

/** Offsets that the next member of the group receives. */
async function redelivered({ member, topic }: Reader): Promise<number[]> {
  const next = await file.lab.join(member.group, topic, { as: 'C2' })
  return (await next.receive()).map(({ offset }) => offset)
}

const from = (first: number): number[] => Array.from({ length: 100 - first }, (_, n) => first + n)

describe('100 messages acknowledged one by one', () => {
  const strategies: [CommitWhen, number, number][] = [
    ['acknowledged', 100, 100],
    [{ everyMessages: 10 }, 10, 100],
    [{ everyMessages: 30 }, 3, 90],
    [{ everyMessages: 101 }, 0, 0],
    [{ everyMs: anHour }, 0, 0],
    ['leaving', 0, 0],
  ]

  test.each(strategies)(
    '%j: %i commits, and after a crash delivered again from %i on',
    async (commitWhen, commits, position) => {
      const one = await reader({ commitWhen })
      const { member, seen } = one
      for (const message of seen) expect((await member.ack(message)).acknowledged).toBe(1)
      expect(member.commits).toBe(commits)
      expect(await committedBy(member)).toEqual([position === 0 ? null : position])
      await member.crash()
      expect(await redelivered(one)).toEqual(from(position))
    },
  )

  test.each(strategies)(
    '%j: leaving commits the rest, and nothing comes again',
    async (commitWhen, commits, position) => {
      const one = await reader({ commitWhen })
      const { member, seen, topic } = one
      for (const message of seen) await member.ack(message)
      const rest = position === 100 ? '' : `committed 100 on ${topic} P0 and `
      expect(inspect(await member.leave())).toBe(
        `C1 of group '${member.group}' ${rest}left; the group is empty`,
      )
      expect(member.commits).toBe(position === 100 ? commits : commits + 1)
      expect(await committedBy(member)).toEqual([100])
      expect(await redelivered(one)).toEqual([])
    },
  )
})

describe('every N messages', () => {
  test('counts over all partitions, commits all of them at once, and says what the call committed', async () => {
    const { member, seen, topic } = await reader(
      { commitWhen: { everyMessages: 4 } },
      { count: 6, partitions: 2 },
    )
    const [p0, p1] = [0, 1].map((each) => seen.filter(({ partition }) => partition === each)) as [
      Message[],
      Message[],
    ]
    expect(inspect(await member.ack(p0))).toBe(
      `C1 of group '${member.group}' acknowledged 3 messages, committed nothing yet`,
    )
    expect((await member.ack(p1.slice(0, 1))).committed).toEqual([
      { topic, partition: 0, offset: 3 },
      { topic, partition: 1, offset: 1 },
    ])
    expect([member.commits, await committedBy(member)]).toEqual([1, [3, 1]])
  })

  test('more than N in one call are one commit, and those known already do not count', async () => {
    const { member, seen } = await reader({ commitWhen: { everyMessages: 5 } }, { count: 10 })
    await member.ack(seen.slice(0, 7))
    expect([member.commits, await committedBy(member)]).toEqual([1, [7]])
    expect(await member.ack(seen.slice(0, 7))).toEqual({
      acknowledged: 0,
      already: 7,
      committed: [],
      held: 0,
    })
    await member.ack(seen.slice(7))
    expect([member.commits, await committedBy(member)]).toEqual([1, [7]])
  })

  test('what stands above a gap counts, and is committed with what closes it', async () => {
    const { member, seen } = await reader({ commitWhen: { everyMessages: 5 } }, { count: 10 })
    await member.ack(seen.filter(({ offset }) => offset !== 2))
    expect(await committedBy(member)).toEqual([2])
    await member.ack(seen.slice(2, 3))
    expect(await committedBy(member)).toEqual([2])
    await member.leave()
    expect(await committedBy(member)).toEqual([10])
  })

  test('naive: the position after the latest one, when it is due', async () => {
    const { member, seen } = await reader(
      { commit: 'naive', commitWhen: { everyMessages: 2 } },
      { count: 10 },
    )
    for (const offset of [7, 3]) await member.ack(seen.slice(offset, offset + 1))
    expect(await committedBy(member)).toEqual([4])
  })
})

test('an observation shows what is acknowledged above what the broker has', async () => {
  const { member, seen, topic } = await reader({ commitWhen: 'leaving' }, { count: 10 })
  await member.ack(seen.slice(0, 4))
  const { memory, committed } = await file.lab.status(member.group)
  expect(committed).toEqual({ [topic]: [null] })
  expect(memory[0]?.partitions).toEqual([
    { topic, partition: 0, received: [{ from: 0, to: 10 }], acknowledged: [{ from: 0, to: 4 }] },
  ])
})

test('a rebalance drops what was not committed: it is delivered again, also to the same member', async () => {
  const { member, seen, topic } = await reader({ commitWhen: { everyMessages: 3 } }, { count: 8 })
  for (const message of seen.slice(0, 5)) await member.ack(message)
  const second = await file.lab.join(member.group, topic, { as: 'C2' })
  await second.leave()
  expect(await member.receive()).toHaveLength(5)
  expect((await member.leave()).already).toBe(false)
  expect([member.commits, await committedBy(member)]).toEqual([1, [3]])
})

test('a position that was committed as it is stays: leaving does not pass it', async () => {
  const { member, seen } = await reader({ commitWhen: 'leaving' }, { count: 10 })
  await member.ack(seen.slice(0, 8))
  await member.commit({ partition: 0, offset: 3 })
  await member.leave()
  expect([member.commits, await committedBy(member)]).toEqual([1, [3]])
})

test('a last commit that is refused: it has not left, and the sentence says why', async () => {
  const { member, seen, topic } = await reader({ commitWhen: 'leaving' }, { count: 3 })
  await member.ack(seen.slice(0, 2))
  const foreign = await foreigner(file.state.connection.cluster.brokers)
  await fetchNoMore(file.membership(member))
  await deleteTopics(foreign.admin, [topic])
  await foreign.close()
  expect(await refusal(member.leave())).toMatch(
    new RegExp(`^C1 of group '${member.group}' could not commit 2 on ${topic} P0: `),
  )
  expect(file.lab.timeline({ group: member.group, types: ['left'] })).toEqual([])
  await member.crash()
})

test('a member that is replaced commits nothing more', async () => {
  const one = await reader({ commitWhen: 'leaving' }, { count: 3 })
  await one.member.ack(one.seen)
  const next = await file.lab.join(one.member.group, one.topic)
  expect(one.member.status).toBe('ended')
  expect(await next.receive()).toHaveLength(3)
})
