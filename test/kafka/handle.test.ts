import { inspect } from 'node:util'
import { beforeEach, describe, expect, type MockInstance, test, vi } from 'vitest'
import type { HandleOptions } from '../../src/kafka/handle-options.js'
import type { Member } from '../../src/kafka/member.js'
import type { Message } from '../../src/kafka/message.js'
import { deadLetter, type OnError, retry } from '../../src/model/on-error.js'
import { waitFor } from '../../src/wait.js'
import { stopButton } from '../lab/interrupted.js'
import { refusal, withLab } from '../lab/with-lab.js'

const file = withLab()
const button = stopButton()
let printedLines: MockInstance

beforeEach(() => {
  printedLines = vi.spyOn(console, 'log').mockImplementation(() => {})
})

/** A topic with so many messages in each of its partitions: m0, m1 and so on. */
async function topicWith(...counts: number[]): Promise<string> {
  const topic = file.name('orders')
  await file.lab.provision([{ topic, partitions: counts.length }])
  for (const [partition, count] of counts.entries()) await more(topic, count, partition)
  return topic
}

const more = (topic: string, count: number, partition = 0): Promise<unknown> =>
  file.lab.produce(
    topic,
    Array.from({ length: count }, (_, id) => ({ key: `k${id}`, value: `m${id}`, partition })),
  )

const join = (topic: string, options = {}): Promise<Member> => file.lab.join(file.name('G'), topic, options)

/** A handler that fails at some values, and the places of the messages that it finished. */
function failingAt(...values: string[]): { handler: (message: Message) => Promise<void>; done: string[] } {
  const done: string[] = []
  return {
    done,
    async handler({ partition, offset, value }) {
      if (values.includes(value)) throw new Error(`${value} is declined`)
      done.push(`P${partition} @${offset}`)
    },
  }
}

const committedBy = async ({ group }: Member): Promise<readonly (number | null)[] | undefined> =>
  Object.values((await file.lab.status(group)).committed)[0]

const nothing = { handled: 0, failed: 0, retried: 0, deadLettered: 0, blocked: [], refused: [] }
const places = (partition: number, ...offsets: number[]): string[] =>
  offsets.map((offset) => `P${partition} @${offset}`)

describe('without an error', () => {
  test('each message once, one after the other, by partition and offset, and acknowledged when it is done', async () => {
    const topic = await topicWith(3, 2)
    const member = await join(topic)
    const done: string[] = []
    let atWork = 0
    const result = await member.handle(async ({ partition, offset }) => {
      expect(++atWork).toBe(1)
      await new Promise(setImmediate)
      done.push(`P${partition} @${offset}`)
      atWork--
    })
    expect(result).toEqual({ ...nothing, handled: 5 })
    expect(done).toEqual([...places(0, 0, 1, 2), ...places(1, 0, 1)])
    expect(await committedBy(member)).toEqual([3, 2])
  })

  test('a second call goes on where the first ended', async () => {
    const topic = await topicWith(2)
    const member = await join(topic)
    const { handler, done } = failingAt()
    await member.handle(handler)
    expect(await member.handle(handler)).toEqual(nothing)
    await more(topic, 1)
    expect(await member.handle(handler)).toEqual({ ...nothing, handled: 1 })
    expect(done).toEqual(places(0, 0, 1, 2))
  })

  test('what comes while it works is for the next call', async () => {
    const topic = await topicWith(2)
    const member = await join(topic)
    const busy = (): Promise<unknown> => more(topic, 1)
    expect(await member.handle(busy)).toMatchObject({ handled: 2 })
    expect(await member.handle(() => {})).toMatchObject({ handled: 2 })
  })

  test('what was acknowledged by hand is not handled, and receive() shows all the same what was', async () => {
    const topic = await topicWith(3)
    const member = await join(topic)
    await member.ack((await member.receive()).slice(0, 1))
    await more(topic, 1)
    const { handler, done } = failingAt()
    await member.handle(handler)
    expect(done).toEqual(places(0, 1, 2, 3))
    expect(await member.receive()).toHaveLength(4)
    expect(member.news.map(({ offset }) => offset)).toEqual([3])
  })

  test('without a partition, or a message, there is nothing to do', async () => {
    const topic = await topicWith(0)
    const group = file.name('G')
    const members = [
      await file.lab.join(group, topic, { as: 'C1' }),
      await file.lab.join(group, topic, { as: 'C2' }),
    ]
    for (const member of members) expect(await member.handle(() => {})).toEqual(nothing)
  })
})

describe("onError: 'stop'", () => {
  test('its partition stops, the others go on, and the next call begins with it', async () => {
    const topic = await topicWith(3, 3)
    const member = await join(topic)
    const first = failingAt('m1')
    const result = await member.handle(async (message) => {
      if (message.partition === 0) return first.handler(message)
      first.done.push(`P1 @${message.offset}`)
    })
    const blocked = [{ topic, partition: 0, offset: 1, error: 'm1 is declined' }]
    expect(result).toEqual({ ...nothing, handled: 4, failed: 1, blocked })
    expect(first.done).toEqual([...places(0, 0), ...places(1, 0, 1, 2)])
    expect(await committedBy(member)).toEqual([1, 3])
    const second = failingAt()
    expect(await member.handle(second.handler)).toEqual({ ...nothing, handled: 2 })
    expect(second.done).toEqual(places(0, 1, 2))
    expect(await committedBy(member)).toEqual([3, 3])
  })

  test.each<[unknown, string]>([
    [new Error('plain'), 'plain'],
    ['text', 'text'],
    [undefined, 'undefined'],
    [{ message: 'of another realm' }, 'of another realm'],
    [{ code: 7 }, '{ code: 7 }'],
  ])('what a handler can throw: %s', async (thrown, error) => {
    const member = await join(await topicWith(1))
    const { blocked } = await member.handle(() => {
      throw thrown
    })
    expect(blocked).toMatchObject([{ error }])
  })
})

test("onError: 'skip': one line is printed, and the message is never acknowledged", async () => {
  const topic = await topicWith(3)
  const member = await join(topic)
  const { handler, done } = failingAt('m1')
  expect(await member.handle(handler, { onError: 'skip' })).toEqual({ ...nothing, handled: 2, failed: 1 })
  expect(printedLines.mock.calls).toEqual([
    [`C1 of group '${member.group}' failed at ${topic} P0 @1 and goes on: m1 is declined`],
  ])
  expect(done).toEqual(places(0, 0, 2))
  expect(await committedBy(member)).toEqual([1])
  expect(await member.handle(handler)).toEqual(nothing)
})

describe('onError: retry', () => {
  test('tries again until it works', async () => {
    const member = await join(await topicWith(2))
    let tries = 0
    const flaky = async (): Promise<void> => {
      if (++tries < 3) throw new Error('not yet')
    }
    const onError = retry({ times: 3, backoffMs: 1 })
    expect(await member.handle(flaky, { onError })).toEqual({ ...nothing, handled: 2, retried: 2 })
    expect(tries).toBe(4)
  })

  test('stops in the end, as often tried as said', async () => {
    const topic = await topicWith(2)
    const member = await join(topic)
    let tries = 0
    const never = async (): Promise<void> => {
      throw new Error(`try ${++tries}`)
    }
    const blocked = [{ topic, partition: 0, offset: 0, error: 'try 3' }]
    const onError = retry({ times: 2, backoffMs: 1 })
    expect(await member.handle(never, { onError })).toEqual({ ...nothing, failed: 1, retried: 2, blocked })
    expect(tries).toBe(3)
  })

  test('or dead-letters in the end', async () => {
    const [topic, dlq] = [await topicWith(3), await topicWith(0)]
    const member = await join(topic)
    const onError = retry({ times: 1, backoffMs: 1, otherwise: deadLetter(dlq) })
    const { handler } = failingAt('m1')
    const result = await member.handle(handler, { onError })
    expect(result).toEqual({ ...nothing, handled: 2, failed: 1, retried: 1, deadLettered: 1 })
    expect(await committedBy(member)).toEqual([3])
  })
})

test('onError: deadLetter: the same bytes, and why and where from; then acknowledged', async () => {
  const [topic, dlq] = [file.name('orders'), await topicWith(0)]
  await file.lab.provision([{ topic, partitions: 2 }])
  const bytes = new Uint8Array([0xff, 0x00, 0xfe])
  await file.lab.produce(topic, [
    { key: bytes, value: bytes, headers: { source: 'web' }, timestampMs: 1_760_000_000_000, partition: 1 },
    { value: null, partition: 1 },
    { key: '', value: { id: 1 }, partition: 1 },
  ])
  const member = await join(topic)
  const declined = async (): Promise<void> => {
    throw new Error('card declined')
  }
  const result = await member.handle(declined, { onError: deadLetter(dlq) })
  expect(result).toEqual({ ...nothing, failed: 3, deadLettered: 3 })
  expect(await committedBy(member)).toEqual([null, 3])
  const dead = await (await join(dlq)).receive()
  const from = (offset: number): object => ({
    error: 'card declined',
    'original-topic': topic,
    'original-partition': '1',
    'original-offset': `${offset}`,
  })
  expect(dead.map(({ headers }) => headers)).toEqual([{ source: 'web', ...from(0) }, from(1), from(2)])
  expect(dead.map(({ key }) => (key instanceof Uint8Array ? [...key] : key))).toEqual([[...bytes], null, ''])
  expect(dead.map(({ raw }) => (raw === null ? null : [...raw]))).toEqual([
    [...bytes],
    null,
    [...Buffer.from('{"id":1}')],
  ])
  expect(dead[0]?.timestampMs).toBe(1_760_000_000_000)
})

describe('refusals', () => {
  test.each<[string, unknown, HandleOptions, string]>([
    [
      'a handler',
      'chargeCard',
      {},
      "with 'chargeCard': wanted a function of a message. Write handle(async message => { … }).",
    ],
    [
      'an onError',
      () => {},
      { onError: 'ignore' as unknown as OnError },
      "with that onError: wanted 'stop', 'skip', retry({ times, backoffMs }) or deadLetter('a topic'), found 'ignore'. Name one of these.",
    ],
    [
      'heartbeats',
      () => {},
      { heartbeats: 'never' as unknown as 'always' },
      "with heartbeats 'never': wanted 'always' or 'between messages'. Name one of these.",
    ],
  ])('%s that will not do', async (_, handler, options, said) => {
    const member = await join(await topicWith(1))
    expect(await refusal(member.handle(handler as () => void, options))).toBe(
      `C1 of group '${member.group}' cannot handle ${said}`,
    )
  })

  test('a dead letter queue that does not exist, or is what the member reads', async () => {
    const topic = await topicWith(1)
    const member = await join(topic)
    const cannot = `C1 of group '${member.group}' cannot handle`
    const missing = retry({ otherwise: deadLetter('missing.DLQ') })
    expect(await refusal(member.handle(() => {}, { onError: missing }))).toMatch(
      new RegExp(`^${cannot} with a dead letter queue: topic 'missing.DLQ' does not exist \\(there are `),
    )
    expect(await refusal(member.handle(() => {}, { onError: deadLetter(topic) }))).toBe(
      `${cannot}: it would dead-letter to '${topic}', which it reads itself. Name another topic for the dead letters.`,
    )
  })

  test('a second handle() while a handler has not come back', async () => {
    const member = await join(await topicWith(1))
    const gates: (() => void)[] = []
    const waiting = member.handle(() => new Promise<void>((resolve) => gates.push(resolve)))
    const goOn = await waitFor('the handler to be at work', () => gates[0])
    expect(await refusal(member.handle(() => {}))).toBe(
      `C1 of group '${member.group}' cannot handle: its last handle() is not over, because a handler of it has not come back or waits for its next try. Await that first, or run its join cell again.`,
    )
    goOn()
    expect(await waiting).toMatchObject({ handled: 1 })
    expect(await member.handle(() => {})).toEqual(nothing)
  })

  test('a member that is gone, before or on the way', async () => {
    const member = await join(await topicWith(2))
    const gone = `it has crashed. Run its join cell again for a new C1.`
    expect(await refusal(member.handle(() => member.crash()))).toBe(
      `C1 of group '${member.group}' cannot acknowledge: ${gone}`,
    )
    expect(await refusal(member.handle(() => {}))).toBe(
      `C1 of group '${member.group}' cannot handle: ${gone}`,
    )
  })
})

test('the stop button ends it between two messages; what was acknowledged stays', async () => {
  const topic = await topicWith(3)
  const member = await join(topic)
  const { handler, done } = failingAt()
  const said = await refusal(
    member.handle(async (message) => {
      await handler(message)
      if (message.offset === 1) button.press()
    }),
  )
  expect(said).toBe(
    `Interrupted: C1 of group '${member.group}' stopped before offset 2 of ${topic} P0. What it has acknowledged stays so; run the cell again to go on.`,
  )
  expect(await committedBy(member)).toEqual([2])
  await member.handle(handler)
  expect(done).toEqual(places(0, 0, 1, 2))
})

test('the stop button while a handler is slow: the cell ends, the handler comes to its end, and no other begins', async () => {
  const member = await join(await topicWith(2))
  const gates: (() => void)[] = []
  const said = refusal(member.handle(() => new Promise<void>((resolve) => gates.push(resolve))))
  const goOn = await waitFor('the handler to be at work', () => gates[0])
  button.press()
  expect(await said).toBe(
    'Interrupted during handle(). What it had asked of Kafka may be carried out all the same.',
  )
  goOn()
  await waitFor('its message to be acknowledged', async () =>
    (await committedBy(member))?.[0] === 1 ? true : undefined,
  )
  expect(gates).toHaveLength(1)
  const { handler, done } = failingAt()
  await member.handle(handler)
  expect(done).toEqual(places(0, 1))
})

test('the stop button while a message waits for its next try: it is neither tried nor dead-lettered', async () => {
  const [topic, dlq] = [await topicWith(1), await topicWith(0)]
  const member = await join(topic)
  let tries = 0
  const failing = (): void => {
    tries++
    button.press()
    throw new Error('declined')
  }
  const onError = retry({ times: 5, backoffMs: 1, otherwise: deadLetter(dlq) })
  expect(await refusal(member.handle(failing, { onError }))).toMatch(
    /^Interrupted: .* stopped before offset 0 /,
  )
  expect(tries).toBe(1)
  expect((await file.lab.describe(dlq)).map(({ end }) => end)).toEqual([0])
})

test('the result prints in one line', async () => {
  const [topic, dlq] = [await topicWith(4), await topicWith(0)]
  const member = await join(topic)
  const who = `C1 of group '${member.group}' handled`
  const { handler } = failingAt('m1', 'm3')
  const onError = retry({ times: 1, backoffMs: 1 })
  expect(inspect(await member.handle(handler, { onError }))).toBe(
    `${who} 1 message, 1 failed, retried once, ${topic} P0 is blocked at 1: m1 is declined`,
  )
  expect(inspect(await member.handle(handler, { onError: deadLetter(dlq) }))).toBe(
    `${who} 1 message, 2 failed, 2 dead-lettered`,
  )
  expect(inspect(await member.handle(handler))).toBe(`${who} 0 messages`)
})
