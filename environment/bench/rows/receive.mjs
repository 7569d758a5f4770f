// @ts-check
// Messages a second from joining a group until all are acknowledged: a member of the lab, and others on the same broker.
import { aiokafkaReceives } from '../aiokafka.mjs'
import { bareKafkajs } from '../bare-client.mjs'
import { filledTopic } from '../filled.mjs'
import { consumerPerformance } from '../java-tools.mjs'
import { timed } from '../measure.mjs'
import { shapeInWords, shapeName, shapes } from '../orders.mjs'

/** @typedef {import('../kit.mjs').Kit} Kit */
/** @typedef {import('../orders.mjs').Shape} Shape */

const common = /** @type {const} */ ({ unit: 'messages/s', repetitions: 5 })
const small = shapes.filter(({ bytes, partitions }) => bytes === 100 && partitions === 5)

const others = [
  {
    name: 'java',
    against: "Kafka's consumer-perf-test, which counts bytes and commits nothing on the way",
    receives: consumerPerformance,
  },
  {
    name: 'aiokafka',
    against: 'aiokafka, getmany() with its defaults, which parses each value and commits each batch',
    receives: aiokafkaReceives,
  },
]

/** @type {import('../measure.mjs').Row[]} */
export const receiveRows = [
  ...shapes.map((shape) => ({
    name: `receive-${shapeName(shape)}`,
    what: `${shapeInWords(shape)}, received and acknowledged`,
    against: "kafkajs' eachBatch with the same settings, which parses each value and commits each batch",
    ...common,
    target: { ratio: { atLeast: 0.9 } },
    ours: (/** @type {Kit} */ kit) => receivedByMember(kit, shape),
    reference: (/** @type {Kit} */ kit) => receivedByKafkajs(kit, shape),
  })),
  ...small.flatMap((shape) =>
    others.map(({ name, against, receives }) => ({
      name: `receive-${name}`,
      what: `${shapeInWords(shape)}, received and acknowledged, for orientation`,
      against,
      ...common,
      repetitions: 3,
      target: {},
      ours: (/** @type {Kit} */ kit) => receivedByMember(kit, shape),
      reference: async (/** @type {Kit} */ kit) => receives(kit, await filledTopic(kit, shape), shape),
    })),
  ),
]

/** @param {Kit} kit @param {Shape} shape */
async function receivedByMember(kit, shape) {
  const topic = await filledTopic(kit, shape)
  const lab = await kit.lab()
  const group = kit.name('group')
  const took = await timed(async () => {
    const member = await lab.join(group, topic)
    for (let done = 0; done < shape.count; ) {
      await member.receive()
      done += (await member.ack(member.news)).acknowledged
    }
    kit.atEnd(() => member.leave())
  })
  return (shape.count / took) * 1_000
}

/** @param {Kit} kit @param {Shape} shape */
async function receivedByKafkajs(kit, shape) {
  const topic = await filledTopic(kit, shape)
  const kafka = bareKafkajs(await kit.labAddress())
  const groupId = kit.name('group')
  const took = await timed(async () => {
    // As src/kafka/member-client.ts has it.
    const consumer = kafka.consumer({
      groupId,
      sessionTimeout: 2_000,
      rebalanceTimeout: 3_000,
      heartbeatInterval: 50,
      maxWaitTimeInMs: 50,
      allowAutoTopicCreation: false,
    })
    kit.atEnd(() => consumer.disconnect())
    await consumer.connect()
    await consumer.subscribe({ topics: [topic], fromBeginning: true })
    await new Promise((resolve, reject) => {
      let [done, sum] = [0, 0]
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error))
      consumer
        .run({
          autoCommit: false,
          eachBatch: async ({ batch }) => {
            for (const { value } of batch.messages) sum += JSON.parse(String(value)).id
            const offset = String(Number(batch.lastOffset()) + 1)
            await consumer.commitOffsets([{ topic, partition: batch.partition, offset }])
            done += batch.messages.length
            if (done === shape.count) resolve(sum)
          },
        })
        .catch(reject)
    })
  })
  return (shape.count / took) * 1_000
}
