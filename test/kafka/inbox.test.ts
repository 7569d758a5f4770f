import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import {
  contents,
  emptyPartition,
  file as fileBatch,
  handOut,
  type Inbox,
  inboxLimit,
  makeRoom,
  partitionName,
  sizeOf,
} from '../../src/kafka/inbox.js'
import type { Message } from '../../src/kafka/message.js'
import { acknowledge } from '../../src/model/ledger.js'
import { waitFor } from '../../src/wait.js'
import { holdingAtMost } from '../lab/holding-at-most.js'
import { withLab } from '../lab/with-lab.js'

const message = (partition: number, offset: number, topic = 'orders'): Message => ({
  topic,
  partition,
  offset,
  key: null,
  value: offset,
  raw: null,
  headers: {},
  timestampMs: 0,
})

const offsetsOf = (messages: readonly Message[]): number[] => messages.map(({ offset }) => offset)

function inboxOf(...partitions: { topic?: string; partition: number; start?: number }[]): Inbox {
  return new Map(
    partitions.map(({ topic = 'orders', partition, start = 0 }) => {
      const at = { topic, partition }
      return [partitionName(at), emptyPartition(at, start, null)]
    }),
  )
}

describe('one partition', () => {
  test('a batch delivered twice is filed once', () => {
    const at = emptyPartition({ topic: 'orders', partition: 0 }, 0, null)
    const batch = [message(0, 0), message(0, 1)]
    fileBatch(at, batch, 3)
    fileBatch(at, batch, 3)
    fileBatch(at, [message(0, 1), message(0, 3)], 4)
    expect(offsetsOf(at.messages)).toEqual([0, 1, 3])
    expect(at.ledger.position).toBe(4)
  })

  test('a batch from before the start begins it anew: Kafka moved the reader back', () => {
    const at = emptyPartition({ topic: 'orders', partition: 0 }, 9, 9)
    fileBatch(at, [message(0, 9)], 10)
    fileBatch(at, [message(0, 2), message(0, 9)], 10)
    expect(offsetsOf(at.messages)).toEqual([2, 9])
    expect(at).toMatchObject({ handedOut: 2, ledger: { start: 2, position: 10 } })
  })
})

test('contents are by topic, partition and offset; what was handed out is no news', () => {
  const inbox = inboxOf({ partition: 1 }, { topic: 'b', partition: 0 }, { partition: 0 })
  const at = (name: string) => inbox.get(name) ?? emptyPartition({ topic: 'none', partition: 0 }, 0, null)
  fileBatch(at('orders/1'), [message(1, 0)], 1)
  fileBatch(at('orders/0'), [message(0, 0)], 1)
  fileBatch(at('b/0'), [message(0, 0, 'b')], 1)
  const places = (messages: Message[]): string[] => messages.map((each) => `${each.topic}/${each.partition}`)
  expect(places(contents(inbox))).toEqual(['b/0', 'orders/0', 'orders/1'])
  expect(places(handOut(inbox))).toEqual(['b/0', 'orders/0', 'orders/1'])
  fileBatch(at('orders/0'), [message(0, 1)], 2)
  expect(places(handOut(inbox))).toEqual(['orders/0'])
  expect(handOut(inbox)).toEqual([])
  expect(sizeOf(inbox)).toBe(4)
})

test('room is made by forgetting what is acknowledged, and nothing else', () => {
  const inbox = inboxOf({ partition: 0 })
  for (const at of inbox.values()) {
    fileBatch(at, [message(0, 0), message(0, 1), message(0, 2)], 3)
    at.ledger = acknowledge(acknowledge(at.ledger, 0), 2)
  }
  makeRoom(inbox)
  expect(offsetsOf(contents(inbox))).toEqual([1])
  for (const at of inbox.values()) {
    fileBatch(at, [message(0, 0), message(0, 2)], 3)
    expect(offsetsOf(at.messages)).toEqual([1])
  }
})

describe('a full inbox', () => {
  const lab = withLab()

  test('returns at once and says so; what is acknowledged makes room, and nothing is lost', async () => {
    const extra = 700
    const topic = lab.name('topic')
    await lab.lab.provision([{ topic }])
    await lab.lab.produce(
      topic,
      Array.from({ length: inboxLimit.messages + extra }, (_, value) => ({ value })),
    )
    const member = await lab.lab.join(lab.name('G'), topic)
    const seen = await member.receive()
    expect([seen.length, member.full]).toEqual([inboxLimit.messages, true])
    expect(inspect(seen)).toBe(
      `${inboxLimit.messages} messages (${topic} P0: ${inboxLimit.messages}) — the inbox is full: acknowledge, then receive again`,
    )
    expect(await member.receive()).toHaveLength(inboxLimit.messages)
    expect(member.news).toEqual([])
    await member.ack(seen.slice(0, 1_000))
    const rest = await member.receive()
    expect(member.full).toBe(false)
    expect(offsetsOf(member.news)).toEqual(Array.from({ length: extra }, (_, n) => inboxLimit.messages + n))
    expect(rest).toHaveLength(inboxLimit.messages - 1_000 + extra)
    expect(rest[0]?.offset).toBe(1_000)
    await member.ack(rest)
    expect((await lab.lab.status(member.group)).lag).toEqual({ [topic]: [0] })
  })

  test('has its messages fetched once, and those of each partition handed out in turn', async () => {
    holdingAtMost(100)
    const [topic, group, count] = [lab.name('topic'), lab.name('G'), 1_000]
    await lab.lab.provision([{ topic, partitions: 3 }])
    await lab.lab.produce(
      topic,
      Array.from({ length: count }, (_, value) => ({ value, partition: value % 3 })),
    )
    const member = await lab.lab.join(group, topic)
    let fetched = 0
    const { consumer } = lab.membership(member)
    consumer.on(consumer.events.START_BATCH_PROCESS, ({ payload }) => {
      fetched += payload.batchSize
    })
    const values: number[] = []
    while (values.length < count) {
      const inbox = await member.receive()
      expect(inbox.length).toBeLessThanOrEqual(100)
      values.push(...member.news.map(({ value }) => value))
      await member.ack(member.news)
    }
    expect([...values].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, value) => value))
    expect(fetched).toBeLessThanOrEqual(count)
    await lab.lab.produce(topic, { value: 'one more' })
    await waitFor('what comes after that', async () => (await member.receive()).length > 0 || undefined)
    expect(member.news.map(({ value }) => value)).toEqual(['one more'])
  })

  test('is full by the bytes of its values too, and a rebalance makes it new: it reads on', async () => {
    const topic = lab.name('topic')
    const value = new Uint8Array(1_000_000)
    await lab.lab.provision([{ topic }])
    await lab.lab.produce(
      topic,
      Array.from({ length: 70 }, () => ({ value })),
    )
    const member = await lab.lab.join(lab.name('G'), topic)
    const seen = await member.receive()
    // 67 values of 10^6 bytes are below 64 MiB, the 68th fills it.
    expect([seen.length, member.full]).toEqual([68, true])
    expect(await member.receive()).toHaveLength(68)
    const inside = lab.state.members.get(JSON.stringify([member.group, 'C1']))
    await waitFor('fetching to be paused', () => inside?.consumer.paused()[0])
    await member.ack(seen.slice(0, 3))
    const other = await lab.lab.join(member.group, topic, { as: 'C2' })
    await other.leave()
    const again = await member.receive()
    expect(offsetsOf(again)).toEqual(Array.from({ length: 67 }, (_, n) => n + 3))
    expect(member.full).toBe(false)
  })
})
