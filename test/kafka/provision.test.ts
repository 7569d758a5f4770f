import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { refusal, withLab } from '../lab/with-lab.js'

const file = withLab()
const mend = 'Mend the plan and run the cell again.'

test('a topic is created as planned, exists the next time, and differs from another plan', async () => {
  const topic = file.name('topic')
  const plan = { topic, partitions: 3, settings: { 'retention.ms': 60_000 } }
  const [created] = await file.lab.provision([plan])
  expect(created).toMatchObject({ topic, outcome: 'created', differences: [] })
  expect(inspect(created)).toMatch(/^topic-\d+: created in \d+ ms$/)
  expect(await file.lab.describe(topic)).toEqual(
    [0, 1, 2].map((partition) => ({
      topic,
      partition,
      start: 0,
      end: 0,
      leader: 1,
      replicas: [1],
      isr: [1],
    })),
  )
  expect(await file.lab.provision([plan])).toMatchObject([{ outcome: 'exists', differences: [] }])
  const [differs] = await file.lab.provision([{ ...plan, partitions: 4, settings: { 'retention.ms': 5 } }])
  expect(differs).toMatchObject({
    outcome: 'differs',
    differences: [
      { what: 'partitions', wanted: '4', found: '3' },
      { what: 'retention.ms', wanted: '5', found: '60000' },
    ],
  })
  expect(await file.lab.describe(topic)).toHaveLength(3)
})

test('fresh makes anew what differs', async () => {
  const topic = file.name('topic')
  await file.lab.provision([{ topic, partitions: 3 }])
  await file.lab.produce(topic, { value: 1 })
  const [result] = await file.lab.provision([{ topic, partitions: 2 }], { fresh: true })
  expect(result).toMatchObject({ outcome: 'created' })
  expect((await file.lab.describe(topic)).map(({ end }) => end)).toEqual([0, 0])
  const sent = await file.lab.produce(topic, { key: 'alice', value: 1 })
  expect(sent.map(({ offset }) => offset)).toEqual([0])
})

describe('names that Kafka rejects', () => {
  const characters = "and a topic's name holds only a-z, A-Z, 0-9, '.', '_' and '-'"
  test.each([
    ['', 'it is empty'],
    ['user events', `its character 5 is ' ', ${characters}`],
    ['..', "it is '..', which is a folder's name and not a topic's"],
    ['x'.repeat(250), "it has 250 characters, and a topic's name has at most 249"],
  ])('%j', async (topic, problem) => {
    expect(await refusal(file.lab.provision([{ topic }]))).toBe(
      `Cannot create topic '${topic}': ${problem}. ${mend}`,
    )
  })

  test('one that differs from a topic only in . and _: Kafka itself refuses, the sentence says why', async () => {
    const topic = file.name('user.events')
    await file.lab.provision([{ topic }])
    const twin = topic.replace('.', '_')
    expect(await refusal(file.lab.provision([{ topic: twin }]))).toBe(
      `Cannot create topic '${twin}': Kafka refused it: there is a topic '${topic}', and two names that differ only in '.' and '_' ` +
        "would be the same name in Kafka's metrics. Choose a name that differs in more.",
    )
    expect(await file.lab.provision([{ topic }])).toMatchObject([{ outcome: 'exists' }])
  })
})

describe('plans that cannot be', () => {
  test.each([
    [{ partitions: 0 }, 'wanted a whole number of partitions from 1 on, found 0'],
    [{ partitions: 1.5 }, 'wanted a whole number of partitions from 1 on, found 1.5'],
    [{ replicas: -1 }, 'wanted a whole number of replicas from 1 on, found -1'],
  ])('%j', async (counts, problem) => {
    const topic = file.name('topic')
    expect(await refusal(file.lab.provision([{ topic, ...counts }]))).toBe(
      `Cannot create topic '${topic}': ${problem}. ${mend}`,
    )
  })

  test.each([
    [{ replicas: 3 }, 'Replication-factor is invalid'],
    [{ settings: { 'retention.hours': 1 } }, 'Configuration is invalid'],
  ])('%j: in the words of Kafka', async (more, said) => {
    const topic = file.name('topic')
    expect(await refusal(file.lab.provision([{ topic, ...more }]))).toBe(
      `Cannot create topic '${topic}': Kafka refused it: ${said}. ${mend}`,
    )
    await expect(file.lab.describe(topic)).rejects.toThrowError(/does not exist/)
  })
})

test('topics before the one that is refused are there', async () => {
  const good = file.name('good')
  await refusal(file.lab.provision([{ topic: good }, { topic: '..' }]))
  expect(await file.lab.describe(good)).toHaveLength(1)
})

test('what happened to topics is on the timeline', async () => {
  const topic = file.name('topic')
  await file.lab.provision([{ topic, partitions: 2 }])
  await file.lab.provision([{ topic, partitions: 3 }], { fresh: true })
  const events = file.lab.timeline({ types: ['topic-created', 'topic-deleted'] })
  expect(events.filter((event) => 'topic' in event && event.topic === topic)).toMatchObject([
    { type: 'topic-created', topic, partitions: 2, group: null, member: null },
    { type: 'topic-deleted', topic },
    { type: 'topic-created', topic, partitions: 3 },
  ])
})
