import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { Member } from '../../src/kafka/member.js'
import { named } from '../../src/model/shown.js'
import { waitFor } from '../../src/wait.js'
import { foreigner } from '../lab/foreign.js'
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
      `Cannot create topic ${named(topic)}: ${problem}. ${mend}`,
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
    [{ partitions: 0 }, 'wanted a whole number of partitions from 1 to 1000, found 0'],
    [{ partitions: 1.5 }, 'wanted a whole number of partitions from 1 to 1000, found 1.5'],
    [{ replicas: -1 }, 'wanted a whole number of replicas from 1 to 1000, found -1'],
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

const created = (topic: string): number =>
  file.lab.timeline({ types: ['topic-created'] }).filter((event) => 'topic' in event && event.topic === topic)
    .length

test('nothing is made while one of the plans cannot be', async () => {
  const good = file.name('good')
  await refusal(file.lab.provision([{ topic: good }, { topic: '..' }]))
  await expect(file.lab.describe(good)).rejects.toThrowError(/does not exist/)
})

test('topics before the one that Kafka refuses are there, known to the lab and on the timeline', async () => {
  const [good, bad] = [file.name('good'), file.name('bad')]
  await refusal(file.lab.provision([{ topic: good }, { topic: bad, settings: { 'retention.msx': 1 } }]))
  expect((await file.lab.describe()).map(({ topic }) => topic)).toContain(good)
  expect(created(good)).toBe(1)
})

describe('fresh with a plan that cannot be deletes nothing', () => {
  test.each([
    [{ partitions: 0 }, 'wanted a whole number of partitions from 1 to 1000, found 0'],
    [{ settings: { 'retention.msx': 1 } }, 'Kafka refused it: Configuration is invalid'],
    [{ replicas: 3 }, 'Kafka refused it: Replication-factor is invalid'],
  ])('%j', async (more, problem) => {
    const [topic, other] = [file.name('topic'), file.name('other')]
    await file.lab.provision([{ topic }, { topic: other }])
    await file.lab.produce(topic, { value: 1 })
    await file.lab.produce(other, { value: 1 })
    const member = await file.lab.join(file.name('G'), topic)
    expect(await refusal(file.lab.provision([{ topic: other }, { topic, ...more }], { fresh: true }))).toBe(
      `Cannot create topic '${topic}': ${problem}. ${mend}`,
    )
    expect((await file.lab.describe(topic, other)).map(({ end }) => end)).toEqual([1, 1])
    expect(await member.receive()).toHaveLength(1)
    const names = await file.state.connection.admin.listTopics()
    expect(names.filter((name) => name.startsWith('rehearsal'))).toEqual([])
  })
})

test('what a fresh topic took includes the deleting', async () => {
  const topic = file.name('topic')
  await file.lab.provision([{ topic }])
  const member = await file.lab.join(file.name('G'), topic, { sessionTimeoutMs: 500 })
  await member.crash()
  // The crashed member is given up 0.5 s after its last heartbeat, and only then can its group be deleted.
  const [result] = await file.lab.provision([{ topic }], { fresh: true })
  expect(result?.tookMs).toBeGreaterThan(250)
})

describe('a topic that somebody else has deleted', () => {
  /** Two topics of the lab with a message each and a member, the first of which another client deletes. */
  async function deleted(): Promise<{ gone: string; there: string; member: Member }> {
    const [gone, there] = [file.name('gone'), file.name('there')]
    await file.lab.provision([{ topic: gone }, { topic: there }])
    for (const topic of [gone, there]) await file.lab.produce(topic, { value: 1 })
    const member = await file.lab.join(file.name('G'), gone)
    await file.lab.describe(gone, there)
    const foreign = await foreigner(file.state.connection.cluster.brokers)
    try {
      await foreign.admin.deleteTopics({ topics: [gone] })
      await waitFor(`${gone} to be gone`, async () =>
        (await foreign.admin.listTopics()).includes(gone) ? undefined : true,
      )
    } finally {
      await foreign.close()
    }
    return { gone, there, member }
  }

  test('breaks no verb on the others', async () => {
    const { gone, there } = await deleted()
    expect(await file.lab.produce(there, { value: 2 })).toMatchObject([{ offset: 1 }])
    expect(await file.lab.describe(there)).toMatchObject([{ end: 2 }])
    const all = (await file.lab.describe()).map(({ topic }) => topic)
    expect([all.includes(there), all.includes(gone)]).toEqual([true, false])
    expect(await refusal(file.lab.describe(gone))).toMatch(/does not exist/)
    const now = await file.lab.observe()
    expect(now.partitions.map(({ topic }) => topic)).toContain(there)
    const fresh = file.name('fresh')
    expect(await file.lab.provision([{ topic: fresh }])).toMatchObject([{ outcome: 'created' }])
    expect(await (await file.lab.join(file.name('G'), there)).receive()).toHaveLength(2)
  })

  test('made fresh: its member was ended, the new topic works', async () => {
    const { gone, member } = await deleted()
    expect(await file.lab.provision([{ topic: gone }], { fresh: true })).toMatchObject([
      { outcome: 'created' },
    ])
    expect(await refusal(member.receive())).toBe(
      `C1 of group '${member.group}' was ended when ${gone} was made fresh: run its join cell again.`,
    )
    await file.lab.produce(gone, { value: 'new' })
    const again = await file.lab.join(member.group, gone)
    expect((await again.receive()).map(({ value }) => value)).toEqual(['new'])
  })
})

test('a group that never was is not said to be deleted', async () => {
  const topic = file.name('topic')
  await file.lab.provision([{ topic }])
  const [never, been] = [file.name('G'), file.name('G')]
  const member = await file.lab.join(never, topic, { fresh: true })
  expect(file.lab.timeline({ group: never, types: ['group-deleted'] })).toEqual([])
  await member.leave()
  await file.lab.join(been, topic)
  await file.lab.join(been, topic, { fresh: true })
  expect(file.lab.timeline({ group: been, types: ['group-deleted'] })).toHaveLength(1)
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
