import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Member } from '../../src/kafka/member.js'
import type { Message } from '../../src/kafka/message.js'
import type { SentMessage } from '../../src/kafka/produce.js'
import { delivery } from '../../src/model/delivery.js'
import type { CommitMode } from '../../src/model/observation.js'
import { deadLetter } from '../../src/model/on-error.js'
import { waitFor } from '../../src/wait.js'
import { foreigner } from '../lab/foreign.js'
import { withLab } from '../lab/with-lab.js'

// What lesson 05 tells of a handler that fails: one partition, m0 to m9.
const file = withLab()

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => {})
})

async function tenOrders(): Promise<{ topic: string; group: string; sent: SentMessage[] }> {
  const [topic, group] = [file.name('order-processing'), file.name('workers')]
  await file.lab.provision([{ topic }])
  const sent = await file.lab.produce(
    topic,
    Array.from({ length: 10 }, (_, id) => ({ key: `order-${id}`, value: `m${id}` })),
  )
  return { topic, group, sent }
}

/** A handler that fails at one message, and what it finished. */
function failingAt(value: string): { handler(message: Message): void; done: Message[] } {
  const done: Message[] = []
  return {
    done,
    handler(message) {
      if (message.value === value) throw new Error(`${value} fails`)
      done.push(message)
    },
  }
}

/** A member of a new group that has handled ten messages of which one failed, and skipped it. */
async function skipped(
  failing: string,
  commit: CommitMode,
): Promise<{ member: Member; topic: string; sent: SentMessage[]; done: Message[] }> {
  const { topic, group, sent } = await tenOrders()
  const member = await file.lab.join(group, topic, { commit })
  const { handler, done } = failingAt(failing)
  await member.handle(handler, { onError: 'skip' })
  return { member, topic, sent, done }
}

async function restarted(member: Member): Promise<Message[]> {
  await member.leave()
  return (await file.lab.join(member.group, member.topics)).receive()
}

const valuesOf = (messages: readonly { readonly value: string }[]): string[] =>
  messages.map(({ value }) => value)
const m = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => `m${from + at}`)
const committedIn = async (group: string): Promise<number | null | undefined> =>
  Object.values((await file.lab.status(group)).committed)[0]?.[0]
const fatesOf = async (
  { sent, done, group }: { sent: SentMessage[]; done: Message[]; group: string },
  deadLettered: Message[] = [],
): Promise<string[]> =>
  delivery(sent, done, await file.lab.status(group), { deadLettered }).map(({ fate }) => fate)
const handledBut = (at: number, fate: string): string[] =>
  Array.from({ length: 10 }, (_, id) => (id === at ? fate : 'handled'))

describe('print the error and continue', () => {
  test('m3 fails: later commits pass it, nothing comes after a restart, m3 is lost', async () => {
    const { member, sent, done } = await skipped('m3', 'naive')
    const { group } = member
    expect(await committedIn(group)).toBe(10)
    expect(await restarted(member)).toEqual([])
    expect(await fatesOf({ sent, done, group })).toEqual(handledBut(3, 'lost'))
  })

  test('m9 fails, the last: 9 is committed, and m9 comes again', async () => {
    const { member, sent, done } = await skipped('m9', 'naive')
    const { group } = member
    expect(await committedIn(group)).toBe(9)
    expect(valuesOf(await restarted(member))).toEqual(['m9'])
    expect(await fatesOf({ sent, done, group })).toEqual(handledBut(9, 'waiting'))
  })

  test("kafkajs' own autoCommit with a swallowed error commits 10 too", async () => {
    const { topic, group } = await tenOrders()
    const foreign = await foreigner(file.state.connection.cluster.brokers)
    const consumer = foreign.kafka.consumer({ groupId: group, maxWaitTimeInMs: 50 })
    const { handler, done } = failingAt('m3')
    await consumer.connect()
    await consumer.subscribe({ topics: [topic], fromBeginning: true })
    await consumer.run({
      eachMessage: async ({ message }) => {
        try {
          handler({ value: JSON.parse(String(message.value)) } as Message)
        } catch {
          // As so much code has it: the error is noted somewhere, and the function returns.
        }
      },
    })
    await waitFor('all but m3 to be handled', () => (done.length === 9 ? true : undefined))
    await consumer.disconnect()
    await foreign.close()
    expect(valuesOf(done)).toEqual([...m(0, 2), ...m(4, 9)])
    expect(await committedIn(group)).toBe(10)
    expect(await (await file.lab.join(group, topic)).receive()).toEqual([])
  })
})

test("'stop': blocked at m3 with 3 committed; it goes on in order when the handler works", async () => {
  const { topic, group, sent } = await tenOrders()
  const member = await file.lab.join(group, topic)
  const broken = failingAt('m3')
  expect(await member.handle(broken.handler)).toMatchObject({
    handled: 3,
    failed: 1,
    blocked: [{ topic, partition: 0, offset: 3, error: 'm3 fails' }],
  })
  expect(await committedIn(group)).toBe(3)
  expect(await member.handle(broken.handler)).toMatchObject({ handled: 0, failed: 1 })
  const mended = failingAt('none')
  expect(await member.handle(mended.handler)).toMatchObject({ handled: 7, blocked: [] })
  const done = [...broken.done, ...mended.done]
  expect(valuesOf(done)).toEqual(m(0, 9))
  expect(await committedIn(group)).toBe(10)
  expect(await fatesOf({ sent, done, group })).toEqual(handledBut(-1, 'none'))
})

describe("the ledger and 'skip': 3 is committed, 4 to 9 are acknowledged and held", () => {
  test('a restart delivers m3 to m9 again', async () => {
    const { member, sent, done } = await skipped('m3', 'ledger')
    const { group } = member
    expect(await committedIn(group)).toBe(3)
    const memory = (await file.lab.status(group)).memory[0]?.partitions[0]?.acknowledged
    expect(memory).toEqual([
      { from: 0, to: 3 },
      { from: 4, to: 10 },
    ])
    expect(valuesOf(await restarted(member))).toEqual(m(3, 9))
    expect(await fatesOf({ sent, done, group })).toEqual(handledBut(3, 'waiting'))
  })

  test('so does a rebalance: another member joins, and what was handled is handled again', async () => {
    const { member, topic, sent, done } = await skipped('m3', 'ledger')
    const { group } = member
    const other = await file.lab.join(group, topic, { as: 'C2' })
    const again = failingAt('none')
    for (const each of [member, other]) await each.handle(again.handler)
    expect(valuesOf(again.done)).toEqual(m(3, 9))
    expect(await committedIn(group)).toBe(10)
    const fates = await fatesOf({ sent, done: [...done, ...again.done], group })
    expect(fates).toEqual([...m(0, 3).map(() => 'handled'), ...m(4, 9).map(() => 'repeated')])
  })
})

test('a dead letter queue: 10 is committed, m3 lies in the queue, and a redrive puts it behind the others', async () => {
  const { topic, group, sent } = await tenOrders()
  const queue = `${topic}.DLQ`
  await file.lab.provision([{ topic: queue }])
  const member = await file.lab.join(group, topic)
  const { handler, done } = failingAt('m3')
  const result = await member.handle(handler, { onError: deadLetter(queue) })
  expect(result).toMatchObject({ handled: 9, failed: 1, deadLettered: 1, blocked: [] })
  expect(await committedIn(group)).toBe(10)
  const dead = await (await file.lab.join(file.name('readers'), queue)).receive()
  expect(dead).toMatchObject([
    {
      key: 'order-3',
      value: 'm3',
      headers: {
        error: 'm3 fails',
        'original-topic': topic,
        'original-partition': '0',
        'original-offset': '3',
      },
    },
  ])
  expect(await fatesOf({ sent, done, group }, dead)).toEqual(handledBut(3, 'dead-lettered'))
  const { redriven } = await file.lab.redrive(queue)
  expect(redriven).toMatchObject([{ topic, partition: 0, offset: 10 }])
  const mended = failingAt('none')
  await member.handle(mended.handler)
  expect(valuesOf([...done, ...mended.done])).toEqual([...m(0, 2), ...m(4, 9), 'm3'])
})
