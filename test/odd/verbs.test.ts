import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Lab } from '../../src/lab.js'
import { withLab } from '../lab/with-lab.js'
import { noSentence, odd, oddities } from './values.js'

// Some hundred calls, of which those that mean something are carried out.
vi.setConfig({ testTimeout: 120_000 })

const file = withLab()
let background: ReturnType<typeof verbs>

/** What is started is ended. */
// biome-ignore lint/suspicious/noExplicitAny: a call with an odd argument comes back with whatever it does.
async function ended(begun: Promise<any>): Promise<void> {
  const made = await begun
  for (const each of [made].flat()) await (each?.stop?.() ?? each?.leave?.() ?? each?.abort?.())
}

/** Every verb with something odd in one place, and what is right in all others. */
// biome-ignore lint/suspicious/noExplicitAny: what a cell holds that has parsed some JSON.
async function verbs(loose: any): Promise<Readonly<Record<string, (value: any) => unknown>>> {
  const member = await loose.join('A', 'still', { as: 'Odd' })
  const tx = await loose.transaction('tx', { timeoutMs: 900_000 })
  const plan = [{ run: 1, message: 0, point: 'after both' }]
  return {
    'provision(_)': (v) => loose.provision(v),
    'provision([_])': (v) => loose.provision([v]),
    topic: (v) => loose.provision([{ topic: v }]),
    partitions: (v) => loose.provision([{ topic: 'few', partitions: v }]),
    replicas: (v) => loose.provision([{ topic: 'few', replicas: v }]),
    settings: (v) => loose.provision([{ topic: 'few', settings: v }]),
    setting: (v) => loose.provision([{ topic: 'few', settings: { 'retention.ms': v } }]),
    'provision, options': (v) => loose.provision([], v),
    'provision, fresh': (v) => loose.provision([{ topic: 'few' }], { fresh: v }),
    'addPartitions(_)': (v) => loose.addPartitions(v, 3),
    'addPartitions, count': (v) => loose.addPartitions('few', v),
    describe: (v) => loose.describe(v),
    segments: (v) => loose.segments(v),
    broker: (v) => loose.broker(v),
    'produce(_)': (v) => loose.produce(v, { value: 1 }),
    messages: (v) => loose.produce('sink', v),
    message: (v) => loose.produce('sink', [v]),
    key: (v) => loose.produce('sink', { key: v, value: 1 }),
    value: (v) => loose.produce('sink', { value: v }),
    field: (v) => loose.produce('sink', { value: { deep: [v] } }),
    headers: (v) => loose.produce('sink', { value: 1, headers: v }),
    header: (v) => loose.produce('sink', { value: 1, headers: { note: v } }),
    partition: (v) => loose.produce('sink', { value: 1, partition: v }),
    timestampMs: (v) => loose.produce('sink', { value: 1, timestampMs: v }),
    'produce, options': (v) => loose.produce('sink', { value: 1 }, v),
    acks: (v) => loose.produce('sink', { value: 1 }, { acks: v }),
    compression: (v) => loose.produce('sink', { value: 1 }, { compression: v }),
    batchSize: (v) => loose.produce('sink', { value: 1 }, { batchSize: v }),
    freshProducer: (v) => loose.produce('sink', { value: 1 }, { freshProducer: v }),
    'join(_)': (v) => ended(loose.join(v, 'sink')),
    'join, topics': (v) => ended(loose.join('B', v)),
    'join, a topic': (v) => ended(loose.join('B', ['sink', v])),
    'join, options': (v) => ended(loose.join('B', 'sink', v)),
    ...Object.fromEntries(
      ['as', 'from', 'commit', 'commitWhen', 'assignor', 'isolationLevel', 'fresh', 'sessionTimeoutMs'].map(
        (name) => [`join, ${name}`, (v: unknown) => ended(loose.join('B', 'sink', { [name]: v }))],
      ),
    ),
    'join, one of as': (v) => ended(loose.join('B', 'sink', { as: ['C1', v] })),
    'reset(_)': (v) => loose.reset(v),
    'reset, options': (v) => loose.reset('R', v),
    'reset, to': (v) => loose.reset('R', { topic: 'sink', to: v }),
    'reset, topic': (v) => loose.reset('R', { topic: v }),
    'reset, partition': (v) => loose.reset('R', { topic: 'sink', partition: v }),
    redrive: (v) => loose.redrive(v),
    'observe(_)': (v) => loose.observe(v),
    'observe, topics': (v) => loose.observe({ topics: v }),
    'observe, a group': (v) => loose.observe({ groups: [v] }),
    status: (v) => loose.status(v),
    'settled(_)': (v) => loose.settled(v, { members: 0 }),
    'settled, options': (v) => loose.settled('B', v),
    'settled, members': (v) => loose.settled('A', { members: v, timeoutMs: 50 }),
    'traffic(_)': (v) => ended(loose.traffic(v)),
    'traffic, options': (v) => ended(loose.traffic('sink', v)),
    perSecond: (v) => ended(loose.traffic('sink', { perSecond: v })),
    'traffic, message': (v) => ended(loose.traffic('sink', { message: () => v })),
    'sampleLag(_)': (v) => ended(loose.sampleLag(v)),
    'sampleLag, everyMs': (v) => ended(loose.sampleLag('A', { everyMs: v })),
    'transaction(_)': (v) => ended(loose.transaction(v)),
    'transaction, timeoutMs': (v) => ended(loose.transaction('ty', { timeoutMs: v })),
    'tx.send(_)': (v) => tx.send(v, { value: 1 }),
    'tx.send, message': (v) => tx.send('sink', v),
    'tx.sendOffsets(_)': (v) => tx.sendOffsets(v, []),
    'tx.sendOffsets, message': (v) => tx.sendOffsets('B', v),
    'crashRuns(_)': (v) => loose.crashRuns(v, 'sink', { guarantee: 'no such', plan }),
    'crashRuns, to': (v) => loose.crashRuns('still', v, { guarantee: 'no such', plan }),
    'crashRuns, plan': (v) => loose.crashRuns('still', 'sink', { guarantee: 'exactly-once', plan: [v] }),
    'sampleReplicas(_)': (v) => ended(loose.sampleReplicas(v)),
    'inSync(_)': (v) => loose.inSync(v),
    'inSync, replicas': (v) => loose.inSync('still', { replicas: v }),
    'timeline(_)': (v) => loose.timeline(v),
    'timeline, types': (v) => loose.timeline({ types: v }),
    'receive(_)': (v) => member.receive(v),
    'receive, timeoutMs': (v) => member.receive({ timeoutMs: v ?? 1_000 }),
    'ack(_)': (v) => member.ack(v),
    'ack, partition': (v) => member.ack({ partition: v, offset: 99 }),
    'ack, offset': (v) => member.ack({ partition: 0, offset: v === 0 ? 99 : v }),
    'ack, topic': (v) => member.ack({ topic: v, partition: 0, offset: 99 }),
    'commit(_)': (v) => member.commit(v),
    'handle(_)': (v) => (typeof v === 'function' ? null : member.handle(v)),
    'handle, options': (v) => member.handle(() => {}, v?.onError === undefined ? { onError: v ?? null } : v),
    'process, to': (v) => member.process(v, () => null, { guarantee: 'no such' }),
    'process, options': (v) => member.process('sink', () => null, v),
  }
}

/** Whether it does what it says, or says in a sentence why not; what it says when that is none. */
async function outcome(call: (value: unknown) => unknown, value: unknown): Promise<string | null> {
  return (async () => call(value))().then(
    () => null,
    (problem: unknown) => noSentence(problem),
  )
}

const still = [
  { key: 'a', value: { id: 1 } },
  { key: '', value: null },
]
const lab = (): Lab => file.lab
let before: string

/** What nobody has asked to change, as text. */
async function asItWas(): Promise<string> {
  await lab().settled('K', { members: 1 })
  const { partitions, groups } = await lab().observe({ topics: ['still'], groups: ['K'] })
  const { state, members, positions } = groups[0] ?? { state: '', members: [], positions: [] }
  // Kafka gives a member another id when a busy machine has cost it its session.
  const owners = members.map(({ name, assigned }) => ({ name, assigned }))
  return JSON.stringify({ partitions, state, owners, positions })
}

beforeAll(async () => {
  await lab().provision([{ topic: 'still' }, { topic: 'sink', partitions: 2 }])
  await lab().produce('still', still)
  const kept = await lab().join('K', 'still')
  await kept.ack((await kept.receive()).slice(0, 1))
  background = verbs(lab())
  await background
  before = await asItWas()
})
afterAll(async () => {
  expect(await asItWas()).toBe(before)
})

test('what cells hold by mistake most often: a verb does what it says or refuses in a sentence', async () => {
  const calls = await background
  const often = ['null', 'no text', 'a line break', 'NaN', 'minus one', 'fraction', 'symbol', 'an object']
  const faults: string[] = []
  for (const [name, call] of Object.entries(calls))
    for (const which of often) {
      const fault = await outcome(call, oddities[which])
      if (fault !== null) faults.push(`${name} of ${which}: ${fault}`)
    }
  expect(faults).toEqual([])
})

test('whatever it is given in whatever place, a verb does what it says or refuses in a sentence', async () => {
  const calls = await background
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.keys(calls)), odd, async (name, value) => {
      expect(await outcome(calls[name] ?? (() => null), value)).toBeNull()
    }),
    { numRuns: 250 },
  )
})

test('after all that the lab goes on, and what nobody touched is as it was', async () => {
  const reader = await lab().join('after', 'still', { fresh: true })
  const seen = await reader.receive()
  expect(seen.map(({ key, value }) => ({ key, value }))).toEqual(still)
  await reader.leave()
})

test('the bytes that are sent are the bytes that come back', async () => {
  const topic = file.name('bytes')
  await lab().provision([{ topic }])
  const reader = await lab().join(file.name('reader'), topic)
  const bytes = fc.uint8Array({ maxLength: 200 })
  const whole = fc.string({ unit: 'binary' }).filter((each) => !/\p{Surrogate}/u.test(each))
  const message = fc.record({
    key: fc.oneof(bytes, whole, fc.constant(null)),
    value: fc.oneof(bytes, fc.jsonValue(), fc.constantFrom('\u2028', '</script>', '\uD800', '\uFEFF')),
    headers: fc.dictionary(fc.oneof(whole, fc.constantFrom('__proto__', 'constructor', 'toString')), whole),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 20 }), async (messages) => {
      await lab().produce(topic, messages)
      await reader.receive()
      const news = reader.news.map(({ key, raw, headers }) => ({
        key: bytesOf(key),
        raw: bytesOf(raw),
        headers,
      }))
      const wanted = messages.map(({ key, value, headers }) => ({
        key: bytesOf(key),
        raw:
          value instanceof Uint8Array
            ? bytesOf(value)
            : value === null
              ? null
              : bytesOf(JSON.stringify(value)),
        headers: { ...headers },
      }))
      expect(news).toEqual(wanted)
    }),
    { numRuns: 20 },
  )
})

test('a key of 1 MB is placed as the Java client does, and just above what the broker takes is refused', async () => {
  const topic = file.name('large')
  await lab().provision([{ topic, partitions: 3 }])
  const [sent] = await lab().produce(topic, { key: 'k'.repeat(1_000_000), value: 1 })
  const { partitionFor } = await import('../../src/model/partitioning.js')
  expect(sent?.partition).toBe(partitionFor('k'.repeat(1_000_000), 3).partition)
  await expect(lab().produce(topic, { value: Buffer.alloc(1_048_576) })).rejects.toThrowError(
    `Cannot produce to '${topic}': The request included a message larger than the max message size the server will accept. The broker confirmed 0 of 1 messages. Mend what it complains of and send the others again.`,
  )
})

/** Bytes as hexadecimal, whatever they came as. */
function bytesOf(value: string | Uint8Array | null): string | null {
  return value === null ? null : Buffer.from(value as Uint8Array).toString('hex')
}
