import { describe, expect, test } from 'vitest'
import { startMembership } from '../../src/kafka/consumer.js'
import type { Member } from '../../src/kafka/member.js'
import type { Message } from '../../src/kafka/message.js'
import { deleteTopics } from '../../src/kafka/topics.js'
import { fetchNoMore } from '../lab/fetch-no-more.js'
import { foreigner } from '../lab/foreign.js'
import { refusal, withLab } from '../lab/with-lab.js'

const file = withLab()

/** A member of a group of its own that has received ten messages of a topic of its own. */
async function reader(
  commit: 'ledger' | 'naive',
): Promise<{ member: Member; seen: Message[]; topic: string }> {
  const topic = file.name('ten')
  await file.lab.provision([{ topic }])
  await file.lab.produce(
    topic,
    Array.from({ length: 10 }, (_, id) => ({ value: { id } })),
  )
  const member = await file.lab.join(file.name('A'), topic, { commit })
  return { member, seen: await member.receive(), topic }
}

const at = (messages: readonly Message[], ...offsets: number[]): Message[] =>
  messages.filter(({ offset }) => offsets.includes(offset))

const committedBy = async ({ group }: Member): Promise<number | null | undefined> =>
  Object.values((await file.lab.status(group)).committed)[0]?.[0]

describe('ledger', () => {
  test('commits the contiguous prefix, and holds what lies above a gap', async () => {
    const { member, seen, topic } = await reader('ledger')
    expect(await member.ack(at(seen, 0, 1, 4, 5))).toEqual({
      acknowledged: 4,
      already: 0,
      committed: [{ topic, partition: 0, offset: 2 }],
      held: 2,
    })
    expect(await committedBy(member)).toBe(2)
    expect(await member.ack(at(seen, 8))).toEqual({ acknowledged: 1, already: 0, committed: [], held: 3 })
    expect(await committedBy(member)).toBe(2)
    expect(await member.ack(at(seen, 2, 3))).toEqual({
      acknowledged: 2,
      already: 0,
      committed: [{ topic, partition: 0, offset: 6 }],
      held: 1,
    })
    expect(await committedBy(member)).toBe(6)
  })

  test('waits for a client that starts anew, which sends nothing meanwhile', async () => {
    const { member, seen } = await reader('ledger')
    const inside = file.membership(member)
    await inside.consumer.stop()
    const acknowledged = member.ack(at(seen, 0))
    await startMembership(inside)
    expect((await acknowledged).acknowledged).toBe(1)
    expect(await committedBy(member)).toBe(1)
  })

  test('that closes no gap commits nothing: never committed stays null', async () => {
    const { member, seen } = await reader('ledger')
    await member.ack(at(seen, 3))
    expect(await committedBy(member)).toBeNull()
  })

  test('again is reported, and commits nothing', async () => {
    const { member, seen } = await reader('ledger')
    await member.ack(seen)
    expect(await member.ack(at(seen, 0, 1, 2))).toEqual({
      acknowledged: 0,
      already: 3,
      committed: [],
      held: 0,
    })
    expect(await committedBy(member)).toBe(10)
  })

  test('never moves back what a commit has set', async () => {
    const { member, seen } = await reader('ledger')
    await member.commit({ partition: 0, offset: 8 })
    await member.ack(at(seen, 0, 1))
    expect(await committedBy(member)).toBe(8)
  })
})

describe('naive', () => {
  test('the last message wins, even when it is lower than before', async () => {
    const { member, seen, topic } = await reader('naive')
    const [third] = at(seen, 3)
    expect(await member.ack(at(seen, 7))).toMatchObject({ committed: [{ topic, partition: 0, offset: 8 }] })
    expect(await committedBy(member)).toBe(8)
    expect(await member.ack(third as Message)).toMatchObject({
      committed: [{ topic, partition: 0, offset: 4 }],
    })
    expect(await committedBy(member)).toBe(4)
    await member.ack([...at(seen, 9), ...at(seen, 0)])
    expect(await committedBy(member)).toBe(1)
  })

  test('loses what it passed over: the next member never sees it', async () => {
    const { member, seen, topic } = await reader('naive')
    await member.ack(at(seen, 6))
    const next = await file.lab.join(member.group, topic)
    expect((await next.receive()).map(({ offset }) => offset)).toEqual([7, 8, 9])
  })
})

describe('commit', () => {
  test('takes a position as it is: lower, the same, beyond the end', async () => {
    const { member, topic } = await reader('ledger')
    for (const offset of [7, 2, 2, 99, 0]) {
      expect(await member.commit({ partition: 0, offset })).toEqual({ topic, partition: 0, offset })
      expect(await committedBy(member)).toBe(offset)
    }
  })

  test('beyond the end, lag is 0 and not negative, and a new member starts where its group begins', async () => {
    const { member, topic } = await reader('ledger')
    await member.commit({ partition: 0, offset: 99 })
    const status = await file.lab.status(member.group)
    expect([status.committed, status.lag]).toEqual([{ [topic]: [99] }, { [topic]: [0] }])
    await member.leave()
    const next = await file.lab.join(member.group, topic)
    expect(await next.receive()).toHaveLength(10)
  })
})

test('acknowledgements at the same time commit all of them', async () => {
  const { member, seen, topic } = await reader('ledger')
  const results = await Promise.all([...seen].reverse().map((message) => member.ack(message)))
  expect(results.map(({ acknowledged }) => acknowledged)).toEqual(seen.map(() => 1))
  expect(await committedBy(member)).toBe(10)
  expect(results.flatMap(({ committed }) => committed)).toEqual([{ topic, partition: 0, offset: 10 }])
})

test('a commit that is refused leaves the messages as they were', async () => {
  const { member, seen, topic } = await reader('ledger')
  const foreign = await foreigner(file.state.connection.cluster.brokers)
  const membership = file.membership(member)
  await fetchNoMore(membership)
  await deleteTopics(foreign.admin, [topic])
  await foreign.close()
  expect(await refusal(member.ack(at(seen, 0, 1)))).toMatch(
    new RegExp(`^C1 of group '${member.group}' could not commit 2 on ${topic} P0: `),
  )
  expect([...membership.inbox.values()].map(({ ledger }) => ledger.acknowledged)).toEqual([[]])
  expect(file.lab.timeline({ group: member.group, types: ['acknowledged', 'committed'] })).toEqual([])
})

test('each result prints as a sentence', async () => {
  const { inspect } = await import('node:util')
  const { member, seen, topic } = await reader('ledger')
  expect(inspect(await member.ack(at(seen, 0, 4)))).toBe(
    `C1 of group '${member.group}' acknowledged 2 messages, committed 1 on ${topic} P0, 1 held above a gap`,
  )
  expect(inspect(await member.ack(at(seen, 0)))).toBe(
    `C1 of group '${member.group}' acknowledged 0 messages, 1 were acknowledged before, committed nothing new, 1 held above a gap`,
  )
  expect(inspect(await member.commit({ partition: 0, offset: 3 }))).toBe(
    `C1 of group '${member.group}' committed 3 on ${topic} P0`,
  )
})
