import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { Member } from '../../src/kafka/member.js'
import type { Message } from '../../src/kafka/message.js'
import { waitFor } from '../../src/wait.js'
import { refusal, withLab } from '../lab/with-lab.js'

const file = withLab()

async function topicWith(messages: number, partitions = 1): Promise<string> {
  const topic = file.name('topic')
  await file.lab.provision([{ topic, partitions }])
  await produce(topic, messages)
  return topic
}

const produce = (topic: string, messages: number): Promise<unknown> =>
  file.lab.produce(
    topic,
    Array.from({ length: messages }, (_, id) => ({ key: `k${id}`, value: { id } })),
  )

const offsetsOf = (messages: readonly Message[]): number[] => messages.map(({ offset }) => offset)
const sorted = (messages: readonly Message[]): Message[] =>
  [...messages].sort((a, b) => a.partition - b.partition || a.offset - b.offset)

describe('receive', () => {
  test('returns the whole inbox each time, by partition and offset; news is the latest pull', async () => {
    const topic = await topicWith(30, 3)
    const member = await file.lab.join(file.name('G'), topic)
    const first = await member.receive()
    expect(first).toHaveLength(30)
    expect(first).toEqual(sorted(first))
    expect(new Set(first.map(({ partition }) => partition))).toEqual(new Set([0, 1, 2]))
    expect(member.news).toEqual(first)
    await produce(topic, 6)
    const second = await member.receive()
    expect(second).toHaveLength(36)
    expect(second).toEqual(sorted(second))
    expect(member.news).toHaveLength(6)
    expect(first).toHaveLength(30)
    await member.ack(second)
    expect(await member.receive()).toEqual(second)
    expect(member.news).toEqual([])
  })

  test('is empty on an empty topic', async () => {
    const member = await file.lab.join(file.name('G'), await topicWith(0, 2))
    expect(await member.receive()).toEqual([])
  })

  test('reads several topics, by name', async () => {
    const [one, two] = [await topicWith(2), await topicWith(3)]
    const member = await file.lab.join(file.name('G'), [two, one])
    const places = (await member.receive()).map(({ topic, offset }) => `${topic} ${offset}`)
    const wanted = [
      [one, 2],
      [two, 3],
    ].sort() as [string, number][]
    expect(places).toEqual(
      wanted.flatMap(([topic, count]) => Array.from({ length: count }, (_, n) => `${topic} ${n}`)),
    )
  })

  test('of a member without a partition is empty at once', async () => {
    const topic = await topicWith(4)
    const group = file.name('G')
    const c1 = await file.lab.join(group, topic, { as: 'C1' })
    const c2 = await file.lab.join(group, topic, { as: 'C2' })
    const [idle, busy] = c1.assigned.length === 0 ? [c1, c2] : [c2, c1]
    expect(idle.assigned).toEqual([])
    expect(await idle.receive({ timeoutMs: 0 })).toEqual([])
    expect(await busy.receive()).toHaveLength(4)
  })

  test('prints what came from where', async () => {
    const topic = await topicWith(2)
    const member = await file.lab.join(file.name('G'), topic)
    expect(inspect(await member.receive())).toBe(`2 messages (${topic} P0: 2)`)
    expect(inspect(member)).toBe(
      `C1 of group '${member.group}': member, owns ${topic} P0 (read to 2, prefix 0, held 0)`,
    )
    const [first] = member.news
    expect(inspect(first)).toBe(`${topic} P0 @0 k0 {"id":0}`)
  })

  test('says in a sentence that its time is over, and goes on later', async () => {
    const topic = await topicWith(3)
    const member = await file.lab.join(file.name('G'), topic)
    await member.receive()
    const consumer = file.membership(member).consumer
    consumer?.pause([{ topic }])
    await produce(topic, 1)
    const said = await refusal(member.receive({ timeoutMs: 40 }))
    expect(said.replace(/^Waited \d+\.\d s/, 'Waited N s')).toBe(
      `Waited N s for C1 of group '${member.group}' to read to the log end; last seen: ${topic}/0 read to 3 of 4.`,
    )
    consumer?.resume([{ topic }])
    expect(offsetsOf(await member.receive())).toEqual([0, 1, 2, 3])
    expect(offsetsOf(member.news)).toEqual([3])
  })
})

describe("from: 'end'", () => {
  test('skips nothing that is sent once join has returned', async () => {
    const topic = await topicWith(5)
    for (let round = 0; round < 5; round++) {
      const member = await file.lab.join(file.name('G'), topic, { from: 'end' })
      const [sent] = await file.lab.produce(topic, { value: round })
      expect((await member.receive()).map(({ offset }) => offset)).toEqual([sent?.offset])
      await member.leave()
    }
  })

  test('does not count where the group has committed', async () => {
    const topic = await topicWith(5)
    const group = file.name('G')
    const first = await file.lab.join(group, topic)
    await first.ack((await first.receive()).slice(0, 2))
    await first.leave()
    const second = await file.lab.join(group, topic, { from: 'end' })
    expect(offsetsOf(await second.receive())).toEqual([2, 3, 4])
  })
})

describe('a rebalance', () => {
  /** Two members on two partitions, the first of which had both before and received all. */
  async function rebalanced(): Promise<{ c1: Member; c2: Member; before: Message[]; topic: string }> {
    const topic = await topicWith(20, 2)
    const group = file.name('G')
    const c1 = await file.lab.join(group, topic, { as: 'C1' })
    const before = await c1.receive()
    await c1.ack(before.filter(({ offset }) => offset < 3))
    await c1.ack(before.filter(({ offset }) => offset === 5))
    const c2 = await file.lab.join(group, topic, { as: 'C2' })
    return { c1, c2, before, topic }
  }

  test('hands partitions over: what was not committed comes again, held or not, to the old owner too', async () => {
    const { c1, c2, before } = await rebalanced()
    expect([c1.assigned.length, c2.assigned.length]).toEqual([1, 1])
    for (const member of [c1, c2]) {
      const [{ partition } = { partition: -1 }] = member.assigned
      const wanted = before.filter((each) => each.partition === partition && each.offset >= 3)
      expect(offsetsOf(await member.receive())).toEqual(offsetsOf(wanted))
    }
  })

  test('a message from before it is acknowledged by the member that still owns its partition', async () => {
    const { c1, before, topic } = await rebalanced()
    const [{ partition } = { partition: -1 }] = c1.assigned
    const mine = before.filter((each) => each.partition === partition)
    const late = mine.find(({ offset }) => offset === 3) as Message
    expect(await c1.ack(late)).toEqual({
      acknowledged: 1,
      already: 0,
      committed: [{ topic, partition, offset: 4 }],
      held: 0,
    })
    const early = mine.filter(({ offset }) => offset < 3)
    expect(await c1.ack(early)).toMatchObject({ acknowledged: 0, already: early.length, committed: [] })
  })

  test('a message from before it is refused when its partition went to another member', async () => {
    const { c1, before, topic } = await rebalanced()
    const [{ partition } = { partition: -1 }] = c1.assigned
    const lost = before.find((each) => each.partition !== partition) as Message
    expect(await refusal(c1.ack(lost))).toBe(
      `C1 of group '${c1.group}' cannot acknowledge offset ${lost.offset} of ${topic} P${lost.partition}: it owns ${topic} P${partition}. ` +
        'After a rebalance only the new owner can speak for a partition: let that member do it.',
    )
    expect(await c1.ack(await c1.receive())).toMatchObject({ held: 0 })
  })

  test('receive and ack that fall into one wait for its end', async () => {
    const topic = await topicWith(12, 3)
    const group = file.name('G')
    const c1 = await file.lab.join(group, topic, { as: 'C1' })
    await c1.receive()
    const joining = file.lab.join(group, topic, { as: 'C2' })
    await waitFor('C1 to hear of the rebalance', () => (c1.status === 'rebalancing' ? true : undefined))
    const seen = await c1.receive()
    const c2 = await joining
    const mine = new Set(c1.assigned.map(({ partition }) => partition))
    expect(new Set(seen.map(({ partition }) => partition))).toEqual(mine)
    expect(c1.assigned.length + c2.assigned.length).toBe(3)
    const third = file.lab.join(group, topic, { as: 'C3' })
    await waitFor('C2 to hear of the rebalance', () => (c2.status === 'rebalancing' ? true : undefined))
    const [c3, theirs] = await Promise.all([third, c2.receive()])
    expect(await c2.ack(theirs)).toMatchObject({ acknowledged: theirs.length })
    expect(c3.assigned).toHaveLength(1)
  })

  test('when a member leaves, the others have its partitions when leave() returns', async () => {
    const { c1, c2 } = await rebalanced()
    await c2.leave()
    expect(c1.assigned).toHaveLength(2)
    expect((await file.lab.status(c1.group)).members.map(({ name }) => name)).toEqual(['C1'])
  })
})

test('two groups are independent: each gets every message and keeps its own position', async () => {
  const topic = await topicWith(10)
  const [a, b] = [await file.lab.join(file.name('A'), topic), await file.lab.join(file.name('B'), topic)]
  const seen = await a.receive()
  await a.ack(seen.slice(0, 5))
  expect([(await file.lab.status(a.group)).committed, (await file.lab.status(b.group)).committed]).toEqual([
    { [topic]: [5] },
    { [topic]: [null] },
  ])
  expect(offsetsOf(await b.receive())).toEqual(offsetsOf(seen))
})
