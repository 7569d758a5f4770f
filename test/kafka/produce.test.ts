import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { producerOf } from '../../src/kafka/connection.js'
import { type NewMessage, send, type TracingProducer } from '../../src/kafka/produce.js'
import { checkedSending } from '../../src/kafka/produce-options.js'
import { refusal, withLab } from '../lab/with-lab.js'

const file = withLab()

async function topicOf(partitions = 1): Promise<string> {
  const topic = file.name('topic')
  await file.lab.provision([{ topic, partitions }])
  return topic
}

const ends = async (topic: string): Promise<number[]> =>
  (await file.lab.describe(topic)).map(({ end }) => end)

test('each message comes back with its partition and offset, and is received as it was sent', async () => {
  const topic = await topicOf(3)
  const messages: NewMessage[] = ['alice', 'dora', 'alice', 'user-1', 'dora'].map((key, id) => ({
    key,
    value: { id },
    headers: { source: 'test' },
    timestampMs: 1_760_000_000_000 + id,
  }))
  const sent = await file.lab.produce(topic, messages)
  expect(sent.map(({ key, value }) => ({ key, value }))).toEqual(
    messages.map(({ key, value }) => ({ key, value })),
  )
  const seen = await (await file.lab.join(file.name('G'), topic)).receive()
  const place = ({ partition, offset, key, value, headers, timestampMs }: (typeof seen)[number]): object => ({
    partition,
    offset,
    key,
    value,
    headers,
    timestampMs,
  })
  const byPlace = [...sent].sort((a, b) => a.partition - b.partition || a.offset - b.offset)
  expect(seen.map(place)).toEqual(byPlace.map((each) => place(each as (typeof seen)[number])))
})

test('one key, one partition, in the order of sending', async () => {
  const topic = await topicOf(5)
  const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  const sent = await file.lab.produce(
    topic,
    Array.from({ length: 70 }, (_, id) => ({ key: keys[id % 7] as string, value: id })),
  )
  for (const key of keys) {
    const mine = sent.filter((each) => each.key === key)
    expect(new Set(mine.map(({ partition }) => partition)).size).toBe(1)
    const offsets = mine.map(({ offset }) => offset)
    expect(offsets).toEqual([...offsets].sort((a, b) => a - b))
    expect(new Set(offsets).size).toBe(10)
  }
})

test('keys: none, none, no bytes, bytes, text of any script', async () => {
  const topic = await topicOf()
  const bytes = new Uint8Array([0xff, 0x00, 0xfe])
  const keys = [null, undefined, '', bytes, '🙂', 'größe']
  await file.lab.produce(
    topic,
    keys.map((key, value) => ({ ...(key === undefined ? {} : { key }), value })),
  )
  const seen = await (await file.lab.join(file.name('G'), topic)).receive()
  expect(seen.map(({ key }) => (key instanceof Uint8Array ? [...key] : key))).toEqual([
    null,
    null,
    '',
    [0xff, 0x00, 0xfe],
    '🙂',
    'größe',
  ])
})

test('values: a tombstone has no bytes, bytes stay as they are, everything else is JSON', async () => {
  const topic = await topicOf()
  const values = [null, '', 0, false, [], { a: ['🙂', 1.5] }, new Uint8Array([123, 1])]
  await file.lab.produce(
    topic,
    values.map((value) => ({ key: 'k', value })),
  )
  const seen = await (await file.lab.join(file.name('G'), topic)).receive()
  expect(seen.map(({ value }) => value)).toEqual([null, '', 0, false, [], { a: ['🙂', 1.5] }, '{\u0001'])
  expect(seen.map(({ raw }) => (raw === null ? null : Buffer.from(raw).toString('latin1')))).toEqual([
    null,
    '""',
    '0',
    'false',
    '[]',
    Buffer.from('{"a":["🙂",1.5]}').toString('latin1'),
    '{\u0001',
  ])
})

const itself: Record<string, unknown> = { id: 1 }
itself.self = itself
const json =
  'Send text, finite numbers, true, false, null, lists and plain objects of these, or bytes alone. Nothing was sent; mend the message and run the cell again.'
const jsonCannot = 'has a value that JSON cannot carry'

test.each<[string, unknown, string]>([
  ['undefined', undefined, `${jsonCannot}: value is undefined. ${json}`],
  ['a function', () => 1, `${jsonCannot}: value is a function. ${json}`],
  ['a bigint', { n: 1n }, `${jsonCannot}: value.n is a bigint. ${json}`],
  ['NaN inside', { list: [1, { price: Number.NaN }] }, `${jsonCannot}: value.list[1].price is NaN. ${json}`],
  ['undefined inside', { id: undefined }, `${jsonCannot}: value.id is undefined. ${json}`],
  ['a circle', itself, `${jsonCannot}: value.self is a part of itself. ${json}`],
])('a value that cannot be sent, %s: the sentence, and nothing sent', async (_, value, said) => {
  const topic = await topicOf()
  const good = { key: 'k', value: 1 }
  expect(await refusal(file.lab.produce(topic, [good, { value }, good]))).toBe(
    `Cannot produce to '${topic}': message 1 of 3 ${said}`,
  )
  expect(await ends(topic)).toEqual([0])
  await file.lab.produce(topic, good)
  expect(await ends(topic)).toEqual([1])
})

test.each<[unknown, string]>([
  [7, 'a number'],
  [{ id: 1 }, 'an object'],
  [() => 1, 'a function'],
  [1n, 'a bigint'],
])('a key that cannot be sent, %s: the sentence, and nothing sent', async (key, kind) => {
  const topic = await topicOf()
  const bad = { key, value: 1 } as unknown as NewMessage
  expect(await refusal(file.lab.produce(topic, bad))).toBe(
    `Cannot produce to '${topic}': message 0 of 1 has a key that is ${kind}, and a key is text, bytes or null. ` +
      'Write it as text, for example String(key). Nothing was sent; mend the message and run the cell again.',
  )
  expect(await ends(topic)).toEqual([0])
})

test.each<[unknown, string]>([
  [undefined, 'undefined'],
  [null, 'null'],
  ['order-1', "'order-1'"],
])('something that is no message, %s: the sentence, and nothing sent', async (thing, found) => {
  const topic = await topicOf()
  expect(await refusal(file.lab.produce(topic, [{ value: 1 }, thing as NewMessage]))).toBe(
    `Cannot produce to '${topic}': message 1 of 2 is ${found}, and a message is { key, value }. ` +
      'Nothing was sent; mend the message and run the cell again.',
  )
  expect(await ends(topic)).toEqual([0])
})

test.each<[string, Partial<NewMessage>, string]>([
  ['a number', { headers: { n: 1 } as never }, "has headers.n that is 1, and a header's value is text."],
  [
    'nothing',
    { headers: { n: undefined } as never },
    "has headers.n that is undefined, and a header's value is text.",
  ],
  ['text', { headers: 'a=b' as never }, "has headers that are 'a=b', and headers are { name: 'text' }."],
  ['a list', { headers: ['a'] as never }, "has headers that are [ 'a' ], and headers are { name: 'text' }."],
])('headers that cannot be sent, %s: the sentence, and nothing sent', async (_, more, said) => {
  const topic = await topicOf()
  expect(await refusal(file.lab.produce(topic, [{ value: 1 }, { value: 2, ...more }]))).toBe(
    `Cannot produce to '${topic}': message 1 of 2 ${said} Nothing was sent; mend the message and run the cell again.`,
  )
  expect(await ends(topic)).toEqual([0])
})

test.each<[unknown, string]>([
  [Number.NaN, 'NaN'],
  [1.5, '1.5'],
  [-1, '-1'],
  ['2026-01-01', "'2026-01-01'"],
  [null, 'null'],
])('a time that is none, %s: the sentence, and nothing sent', async (timestampMs, found) => {
  const topic = await topicOf()
  const message = { value: 1, timestampMs: timestampMs as number }
  expect(await refusal(file.lab.produce(topic, message))).toBe(
    `Cannot produce to '${topic}': message 0 of 1 has a timestampMs that is ${found}, and a time is a whole number of ms since 1970. ` +
      'Nothing was sent; mend the message and run the cell again.',
  )
  expect(await ends(topic)).toEqual([0])
})

test('a message without a key that kafkajs sends again goes to the partition that was chosen first', async () => {
  const topic = await topicOf(7)
  const { producer, partitionOf } = await producerOf(file.state.connection)
  const message = { value: Buffer.from('1') }
  const partitions = new Set<number>()
  for (let again = 0; again < 7; again++) {
    await producer.send({ topic, messages: [message], acks: -1 })
    partitions.add(partitionOf(message))
  }
  expect(partitions.size).toBe(1)
  expect((await ends(topic)).filter((end) => end > 0)).toEqual([7])
})

test('thousands of messages and more than a request can hold, in one call, in order', async () => {
  const topic = await topicOf(2)
  const many = Array.from({ length: 1_201 }, (_, id) => ({ key: `k${id % 5}`, value: { id } }))
  const large = Array.from({ length: 3 }, (_, id) => ({ key: 'large', value: `${id}${'x'.repeat(400_000)}` }))
  const sent = await file.lab.produce(topic, [...many, ...large])
  expect(sent).toHaveLength(1_204)
  expect(new Set(sent.map(({ partition, offset }) => `${partition}/${offset}`)).size).toBe(1_204)
  const seen = await (await file.lab.join(file.name('G'), topic)).receive()
  const where = new Map(seen.map((each) => [`${each.partition}/${each.offset}`, each.value]))
  expect(sent.map(({ partition, offset }) => where.get(`${partition}/${offset}`))).toEqual(
    [...many, ...large].map(({ value }) => value),
  )
})

test('more headers than a request can hold', async () => {
  const topic = await topicOf()
  const messages = Array.from({ length: 500 }, (_, value) => ({
    value,
    headers: { trace: 'x'.repeat(4_000) },
  }))
  expect(await file.lab.produce(topic, messages)).toHaveLength(500)
  expect(await ends(topic)).toEqual([500])
})

test('no message is no work', async () => {
  const topic = await topicOf()
  expect(await file.lab.produce(topic, [])).toEqual([])
  expect(await ends(topic)).toEqual([0])
})

test('one message that is larger than the broker takes', async () => {
  const topic = await topicOf()
  const messages = [{ value: 'small' }, { value: 'x'.repeat(1_100_000) }]
  expect(await refusal(file.lab.produce(topic, messages))).toBe(
    `Cannot produce to '${topic}': The request included a message larger than the max message size the server will accept. ` +
      'The broker confirmed 1 of 2 messages. Mend what it complains of and send the others again.',
  )
  expect(await ends(topic)).toEqual([1])
})

test('a topic that does not exist', async () => {
  const topic = await topicOf()
  const said = await refusal(file.lab.produce('misspelt', { value: 1 }))
  expect(said).toMatch(
    /^Cannot produce to 'misspelt': topic 'misspelt' does not exist \(there are topic-\d+(, topic-\d+)*\)\. Check the name, or run the cell that provisions it\.$/,
  )
  expect(await file.lab.produce(topic, { value: 1 })).toMatchObject([{ topic, partition: 0, offset: 0 }])
})

test('the result prints in one line', async () => {
  const topic = await topicOf(3)
  const sent = await file.lab.produce(topic, [
    { key: 'alice', value: 1 },
    { key: 'alice', value: 2 },
  ])
  expect(inspect(sent)).toBe(`2 sent to ${topic} (P0: 2)`)
})

test('a chosen partition: the messages go there whatever their key says, and nowhere else', async () => {
  const topic = await topicOf(3)
  const sent = await file.lab.produce(topic, [
    ...[2, 0, 2].map((partition) => ({ key: 'one key', value: partition, partition })),
    { value: 'no key', partition: 1 },
  ])
  expect(sent.map(({ partition, offset }) => [partition, offset])).toEqual([
    [2, 0],
    [0, 0],
    [2, 1],
    [1, 0],
  ])
  expect(await ends(topic)).toEqual([1, 1, 2])
})

test('a chosen partition that the topic got after the producer had heard of it', async () => {
  const topic = await topicOf(1)
  await file.lab.produce(topic, { value: 'before' })
  await file.lab.addPartitions(topic, 3)
  const [sent] = await file.lab.produce(topic, { value: 'after', partition: 2 })
  expect([sent?.partition, sent?.offset]).toEqual([2, 0])
  expect(await ends(topic)).toEqual([1, 0, 1])
})

test.each<[unknown, string]>([
  [-1, 'has a partition that is -1, and a partition is a whole number from 0 on.'],
  [1.5, 'has a partition that is 1.5, and a partition is a whole number from 0 on.'],
  ['0', "has a partition that is '0', and a partition is a whole number from 0 on."],
  [null, 'has a partition that is null, and a partition is a whole number from 0 on.'],
  [2, 'is for partition 2, and the topic has partitions 0 to 1.'],
])('a partition that the topic has not, %s: the sentence, and nothing sent', async (partition, said) => {
  const topic = await topicOf(2)
  const bad = { value: 1, partition } as NewMessage
  expect(await refusal(file.lab.produce(topic, [{ value: 0, partition: 1 }, bad]))).toBe(
    `Cannot produce to '${topic}': message 1 of 2 ${said} Nothing was sent; mend the message and run the cell again.`,
  )
  expect(await ends(topic)).toEqual([0, 0])
})

test.each(['none', 'gzip', 'snappy'] as const)(
  'compression %s: read back as they were sent',
  async (compression) => {
    const topic = await topicOf(2)
    const messages = Array.from({ length: 300 }, (_, id) => ({
      key: `k${id % 5}`,
      value: { id, text: 'a'.repeat(100) },
    }))
    const sent = await file.lab.produce(topic, messages, { compression })
    const seen = await (await file.lab.join(file.name('G'), topic)).receive()
    const where = new Map(seen.map((each) => [`${each.partition}/${each.offset}`, each.value]))
    expect(sent.map(({ partition, offset }) => where.get(`${partition}/${offset}`))).toEqual(
      messages.map(({ value }) => value),
    )
    const bytes = (await file.lab.segments(topic)).reduce((sum, each) => sum + each.bytes, 0)
    const plain = messages.reduce((sum, { value }) => sum + JSON.stringify(value).length, 0)
    expect(bytes < plain).toBe(compression !== 'none')
  },
)

test('acks 1, and requests of one message: all are there in order', async () => {
  const topic = await topicOf()
  const messages = Array.from({ length: 30 }, (_, id) => ({ value: id }))
  const sent = await file.lab.produce(topic, messages, { acks: 1, batchSize: 1 })
  expect(sent.map(({ offset }) => offset)).toEqual(messages.map(({ value }) => value))
  const seen = await (await file.lab.join(file.name('G'), topic)).receive()
  expect(seen.map(({ value }) => value)).toEqual(messages.map(({ value }) => value))
})

test('batchSize: the broker stores as many batches as requests were sent', async () => {
  // So few, and all of one time, that every message is as large in a batch of its own as in one with all others.
  const messages = Array.from({ length: 50 }, (_, value) => ({ value, timestampMs: 1_760_000_000_000 }))
  const bytesBy = async (batchSize: number): Promise<number> => {
    const topic = await topicOf()
    await file.lab.produce(topic, messages, { batchSize })
    return (await file.lab.segments(topic)).reduce((sum, { bytes }) => sum + bytes, 0)
  }
  const [one, ten, all] = [await bytesBy(1), await bytesBy(10), await bytesBy(50)]
  const headerBytes = 61
  expect([one - all, ten - all]).toEqual([49 * headerBytes, 4 * headerBytes])
})

const wholeBatch = (found: string): string =>
  `in batches of ${found}: wanted a whole number of messages from 1 to 10000. Give batchSize like 500, or leave it out.`
const named = "wanted 'none', 'gzip' or 'snappy'"

test.each<[object, string]>([
  [
    { acks: 0 },
    "with acks 0: the broker would answer nothing, so that no offset is known and no loss is noticed. Give 'all', or 1 for the word of the leader alone.",
  ],
  [{ acks: -1 }, "with acks -1: wanted 'all' or 1. Give 'all', or 1 for the word of the leader alone."],
  [
    { compression: 'lz4' },
    `with compression 'lz4': ${named}, since kafkajs has no codec for LZ4 and Zstandard. Name one of these.`,
  ],
  [
    { compression: 'ZSTD' },
    `with compression 'ZSTD': ${named}, since kafkajs has no codec for LZ4 and Zstandard. Name one of these.`,
  ],
  [{ compression: 'toString' }, `with compression 'toString': ${named}. Name one of these.`],
  [{ batchSize: 0 }, wholeBatch('0')],
  [{ batchSize: 1.5 }, wholeBatch('1.5')],
  [{ batchSize: 10_001 }, wholeBatch('10001')],
  [{ batchSize: '10' }, wholeBatch("'10'")],
])('an option that will not do, %j: the sentence, and nothing sent', async (options, said) => {
  const topic = await topicOf()
  expect(await refusal(file.lab.produce(topic, { value: 1 }, options))).toBe(
    `Cannot produce to '${topic}' ${said}`,
  )
  expect(await ends(topic)).toEqual([0])
})

/** What kafkajs does when the leader of a partition changes during a send, and the new one has answered for others already. */
function leavingOut(by: TracingProducer, leftOut: readonly number[]): TracingProducer {
  let calls = 0
  const sendSome: TracingProducer['producer']['send'] = (record) => {
    const messages = record.messages.filter(({ partition = 0 }) => calls > 0 || !leftOut.includes(partition))
    calls++
    return by.producer.send({ ...record, messages })
  }
  return { ...by, producer: { ...by.producer, send: sendSome } }
}

test('what kafkajs leaves out of a request is sent again, and nothing else is', async () => {
  const topic = await topicOf(3)
  const by = await producerOf(file.state.connection)
  const to = { prefix: '', topic, askLeast: async () => null }
  const messages = [0, 1, 2, 1, 0].map((partition, id) => ({ partition, value: Buffer.from(`${id}`) }))
  const places = await send(leavingOut(by, [1]), to, messages, checkedSending({}, ''))
  expect(places).toEqual([
    { partition: 0, offset: 0 },
    { partition: 1, offset: 0 },
    { partition: 2, offset: 0 },
    { partition: 1, offset: 1 },
    { partition: 0, offset: 1 },
  ])
  expect(await ends(topic)).toEqual([2, 2, 1])
})

test('a request of which nothing is confirmed is told', async () => {
  const topic = await topicOf()
  const by = await producerOf(file.state.connection)
  const to = { prefix: '', topic, askLeast: async () => null }
  const sending = send(leavingOut(by, [0]), to, [{ value: Buffer.from('1') }], checkedSending({}, ''))
  expect(await refusal(sending)).toBe(
    `Cannot produce to '${topic}': no partition of a request was confirmed. The broker confirmed 0 of 1 messages. Mend what it complains of and send the others again.`,
  )
})
