import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { CompressionTypes } from 'kafkajs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Foreigner, foreigner } from '../lab/foreign.js'
import { failure, withLab } from '../lab/with-lab.js'

// Kafka's own tools are the outside judge here: each is a JVM of its own, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const file = withLab()
let foreign: Foreigner
const address = (): string => file.state.connection.cluster.brokers.join(',')

beforeAll(async () => {
  foreign = await foreigner(file.state.connection.cluster.brokers)
})

afterAll(() => foreign?.close())

/** Runs one of Kafka's own tools with text as its input, and returns what it printed. */
async function tool(args: string[], input = ''): Promise<string> {
  const child = spawn(process.execPath, ['environment/kafka-tool.mjs', ...args], { stdio: 'pipe' })
  const limit = setTimeout(() => child.kill(), 50_000)
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (text) => {
    stdout += text
  })
  child.stderr.on('data', (text) => {
    stderr += text
  })
  child.stdin.end(input)
  const [code] = await once(child, 'close')
  clearTimeout(limit)
  expect({ code, stderr }).toMatchObject({ code: 0 })
  return stdout
}

async function emptyTopic(settings: Record<string, string> = {}): Promise<string> {
  const topic = file.name('topic')
  await file.lab.provision([{ topic, settings }])
  return topic
}

describe('snappy', () => {
  const lines = Array.from({ length: 50 }, (_, id) => JSON.stringify({ id, text: 'ö'.repeat(id) }))

  test('what the lab’s client compresses, Kafka’s Java consumer reads', async () => {
    const topic = await emptyTopic()
    const producer = file.state.connection.kafka.producer()
    await producer.connect()
    await producer.send({
      topic,
      compression: CompressionTypes.Snappy,
      messages: lines.map((value) => ({ value })),
    })
    await producer.disconnect()
    const read = ['--topic', topic, '--from-beginning', '--max-messages', '50', '--timeout-ms', '20000']
    const printed = await tool(['console-consumer', '--bootstrap-server', address(), ...read])
    expect(printed.trim().split('\n')).toEqual(lines)
  })

  test('what Kafka’s Java producer compresses, a member reads', async () => {
    const topic = await emptyTopic()
    const codec = ['--topic', topic, '--compression-codec', 'snappy']
    await tool(['console-producer', '--bootstrap-server', address(), ...codec], `${lines.join('\n')}\n`)
    const member = await file.lab.join(file.name('G'), topic)
    const seen = await member.receive()
    expect(seen.map(({ value }) => JSON.stringify(value))).toEqual(lines)
  })

  test.each(['snappy', 'gzip', 'uncompressed'])('a topic that the broker keeps as %s', async (type) => {
    const topic = await emptyTopic({ 'compression.type': type })
    await file.lab.produce(topic, [{ value: 'one' }, { value: 'two' }])
    const seen = await (await file.lab.join(file.name('G'), topic)).receive()
    expect(seen.map(({ value }) => value)).toEqual(['one', 'two'])
  })
})

test.each(['zstd', 'lz4'])(
  '%s: the next call says it with its cause; other members work on',
  async (codec) => {
    const topic = await emptyTopic({ 'compression.type': codec })
    const other = await file.lab.join(file.name('G'), await emptyTopic())
    await file.lab.produce(topic, { value: 'x'.repeat(2_000) })
    const group = file.name('G')
    const reading = file.lab.join(group, topic).then((member) => member.receive())
    const problem = await failure(reading)
    const name = codec.toUpperCase()
    expect(
      problem.message.replace(/^C1 (cannot join group 'G-\d+': |of group 'G-\d+' cannot receive\. )/, ''),
    ).toBe(
      `C1 of group '${group}' cannot read '${topic}': the records are compressed with ${name}, and the lab has codecs for gzip and snappy only. ` +
        'Make the topic fresh with compression.type gzip, snappy or producer, and produce to it again.',
    )
    expect((problem.cause as Error).message).toBe(`${name} compression not implemented`)
    expect(file.lab.timeline({ group, types: ['died'] })).toMatchObject([
      { member: 'C1', reason: `${name} compression not implemented` },
    ])
    expect(await other.receive()).toEqual([])
    await file.lab.provision([{ topic }], { fresh: true })
    await file.lab.produce(topic, { value: 1 })
    expect(await (await file.lab.join(group, topic)).receive()).toHaveLength(1)
  },
)

test("what observe says of a group is what Kafka's own tool says", async () => {
  const topic = file.name('topic')
  const group = file.name('G')
  await file.lab.provision([{ topic, partitions: 2 }])
  await file.lab.produce(
    topic,
    ['alice', 'dora', 'user-1', 'b', 'c'].map((key) => ({ key, value: key })),
  )
  const c1 = await file.lab.join(group, topic, { as: 'C1', sessionTimeoutMs: 10_000 })
  const c2 = await file.lab.join(group, topic, { as: 'C2', sessionTimeoutMs: 10_000 })
  const [first] = await c1.receive()
  await c1.ack(first ?? [])
  await c2.receive()
  const { positions, members } = await file.lab.status(group)
  const printed = await tool([
    'consumer-groups',
    '--bootstrap-server',
    address(),
    '--describe',
    '--group',
    group,
    '--timeout',
    '20000',
  ])
  const rows = printed
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([name]) => name === group)
  const owner = (partition: number): string | undefined =>
    members.find(({ assigned }) => assigned.some((at) => at.partition === partition))?.id
  expect(rows.map((row) => row.slice(1, 7)).sort()).toEqual(
    positions.map(({ partition, committed, end }) => [
      topic,
      String(partition),
      committed === null ? '-' : String(committed),
      String(end),
      committed === null ? '-' : String(end - committed),
      owner(partition),
    ]),
  )
  expect(positions.map(({ committed }) => committed === null).sort()).toEqual([false, true])
})
