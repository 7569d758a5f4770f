import { expect, test } from 'vitest'
import { refusal, withLab } from '../lab/with-lab.js'

const file = withLab()
const users = Array.from({ length: 12 }, (_, index) => `user-${index + 1}`)
const one = users.map((key) => ({ key, value: { key } }))
// By the Java client's murmur2: see test/model/partitioning.test.ts.
const onThree = [2, 2, 2, 1, 1, 2, 2, 0, 2, 2, 1, 0]
const onFour = [0, 0, 3, 3, 2, 1, 0, 1, 3, 2, 2, 2]

async function topicOf(partitions: number): Promise<string> {
  const topic = file.name('topic')
  await file.lab.provision([{ topic, partitions }])
  return topic
}

const places = (sent: readonly { partition: number }[]): number[] => sent.map(({ partition }) => partition)

test('the new partitions are there, empty and led, and the old records stay', async () => {
  const topic = await topicOf(1)
  await file.lab.produce(topic, one)
  const facts = await file.lab.addPartitions(topic, 3)
  expect(facts).toEqual(await file.lab.describe(topic))
  expect(facts.map(({ partition, start, end, leader }) => [partition, start, end, leader])).toEqual([
    [0, 0, 12, 1],
    [1, 0, 0, 1],
    [2, 0, 0, 1],
  ])
  expect(file.lab.timeline({ types: ['partitions-added'] }).at(-1)).toMatchObject({ topic, partitions: 3 })
})

test('a producer that runs keeps the count that it knows, a fresh one has the new one, side by side', async () => {
  const topic = await topicOf(3)
  expect(places(await file.lab.produce(topic, one))).toEqual(onThree)
  await file.lab.addPartitions(topic, 4)
  expect(places(await file.lab.produce(topic, one))).toEqual(onThree)
  expect(places(await file.lab.produce(topic, one, { freshProducer: true }))).toEqual(onFour)
  expect(places(await file.lab.produce(topic, one))).toEqual(onThree)
  const seen = await (await file.lab.join(file.name('G'), topic)).receive()
  expect(seen).toHaveLength(48)
  expect(new Set(seen.map(({ partition }) => partition)).size).toBe(4)
})

test('what was seen of the topic before is not believed: offsets of new partitions count', async () => {
  const topic = await topicOf(1)
  await file.lab.describe(topic)
  await file.lab.addPartitions(topic, 2)
  const sent = await file.lab.produce(topic, one, { freshProducer: true })
  const ends = [0, 1].map((partition) => sent.filter((each) => each.partition === partition).length)
  expect((await file.lab.describe(topic)).map(({ end }) => end)).toEqual(ends)
})

test.each<[number, string]>([
  [3, 'it has 3 already. Name a larger number, or provision it with { fresh: true } to begin anew.'],
  [
    2,
    'it has 3, and Kafka never takes partitions away, because their records would go with them. Name a larger number, or provision it with { fresh: true } to delete it and make it anew.',
  ],
  [
    1_001,
    'the lab gives a topic at most 1000, because each costs the brokers files and memory. Name a smaller number.',
  ],
  [0, 'wanted a whole number above 3, which it has. Name how many it shall have in all.'],
  [3.5, 'wanted a whole number above 3, which it has. Name how many it shall have in all.'],
  [Number.NaN, 'wanted a whole number above 3, which it has. Name how many it shall have in all.'],
])('%d partitions in place of three: the sentence, and nothing changed', async (count, said) => {
  const topic = await topicOf(3)
  expect(await refusal(file.lab.addPartitions(topic, count))).toBe(
    `Cannot bring topic '${topic}' to ${count} partitions: ${said}`,
  )
  expect(await file.lab.describe(topic)).toHaveLength(3)
})

test('two calls at once for the same: one is done, the other one is refused in a sentence', async () => {
  const topic = await topicOf(1)
  const calls = await Promise.allSettled([1, 2].map(() => file.lab.addPartitions(topic, 3)))
  const refused = calls.flatMap((call) => (call.status === 'rejected' ? [String(call.reason.message)] : []))
  expect(refused).toHaveLength(1)
  expect(refused[0]).toMatch(
    new RegExp(
      `^Cannot bring topic '${topic}' to 3 partitions: (Kafka refused it: .+\\. Look with lab.describe\\('${topic}'\\) at what it has now|it has 3 already\\. .+)\\.$`,
    ),
  )
  expect(await file.lab.describe(topic)).toHaveLength(3)
})

test('a fresh producer is refused what the other one is', async () => {
  const topic = await topicOf(1)
  const bad = { key: 'k', value: undefined }
  expect(await refusal(file.lab.produce(topic, bad, { freshProducer: true }))).toContain('value is undefined')
  expect((await file.lab.describe(topic)).map(({ end }) => end)).toEqual([0])
})
