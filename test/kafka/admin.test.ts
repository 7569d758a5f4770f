import type { Admin } from 'kafkajs'
import { expect, test } from 'vitest'
import { renewAdmin } from '../../src/kafka/connection.js'
import { createTopic, deleteTopics, logBounds } from '../../src/kafka/topics.js'
import { withLab } from '../lab/with-lab.js'

const file = withLab()

/** Does something again and again beside `work`, until that is over; returns how often. */
async function beside(again: () => Promise<unknown>, work: () => Promise<unknown>): Promise<number> {
  let over = false
  const looking = (async () => {
    let times = 0
    for (; !over; times++) await again()
    return times
  })()
  // A look that fails is told of at the end.
  looking.catch(() => {})
  try {
    await work()
  } finally {
    over = true
  }
  return looking
}

test('looks at a topic go well while others are made, found, widened and deleted through the same client', async () => {
  const { connection } = file.state
  const topic = file.name('watched')
  await file.lab.provision([{ topic, partitions: 3 }])
  const name = connection.cluster.prefix + topic
  const looks = await beside(
    () => Promise.all([connection.admin.fetchTopicOffsets(name), connection.admin.fetchTopicOffsets(name)]),
    async () => {
      const { admin } = connection
      // createTopic looks for the leaders, by kafkajs' memory of that one topic.
      for (let round = 0; round < 15; round++) {
        const other = connection.cluster.prefix + file.name('other')
        await createTopic(admin, other, { partitions: 1, replicas: 1, settings: new Map() })
        // A broker is named as the leader a moment before it knows.
        await logBounds(admin, other)
        await admin.createPartitions({ topicPartitions: [{ topic: other, count: 2 }] })
        await deleteTopics(admin, [other])
      }
    },
  )
  expect(looks).toBeGreaterThan(0)
})

test('a member at work, traffic and a sampling go on while another topic is made fresh again and again', async () => {
  const [topic, group, other] = [file.name('orders'), file.name('G'), file.name('other')]
  await file.lab.provision([{ topic, partitions: 2 }])
  const member = await file.lab.join(group, topic)
  const traffic = await file.lab.traffic(topic, { perSecond: 200 })
  const work = await member.work(() => {})
  const sampling = await file.lab.sampleLag(group, { everyMs: 20 })
  for (let round = 0; round < 12; round++)
    await file.lab.provision([{ topic: other, partitions: 1 }], { fresh: true })
  expect([work.status, traffic.status, sampling.status]).toEqual(['running', 'running', 'running'])
  await sampling.stop()
  await traffic.stop()
  expect((await work.stop()).handled).toBeGreaterThan(0)
})

test('what was asked through a client that is renewed is answered', async () => {
  const { connection } = file.state
  const topic = file.name('topic')
  await file.lab.provision([{ topic }])
  const name = connection.cluster.prefix + topic
  const asked = Promise.all(Array.from({ length: 40 }, () => connection.admin.fetchTopicOffsets(name)))
  asked.catch(() => {})
  await renewAdmin(connection)
  expect((await asked).length).toBe(40)
})

test("offsets are asked for again when kafkajs' memory of the topic was replaced under it", async () => {
  let asked = 0
  const admin = {
    async fetchTopicOffsets() {
      const answers: { partitions: { partition: number; low: string; high: string }[] }[] =
        asked++ === 0 ? [] : [{ partitions: [{ partition: 0, low: '1', high: '3' }] }]
      // As kafkajs does it: an empty answer is a TypeError.
      const { partitions } = answers.pop() as (typeof answers)[number]
      return partitions
    },
  }
  expect(await logBounds(admin as unknown as Admin, 'orders')).toEqual([{ start: 1, end: 3 }])
  expect(asked).toBe(2)
})
