// @ts-check
// Messages a second that are sent and confirmed: by the lab, and by others to the same broker.
import { aiokafkaProduces } from '../aiokafka.mjs'
import { bareKafkajs } from '../bare-client.mjs'
import { producerPerformance } from '../java-tools.mjs'
import { timed } from '../measure.mjs'
import { orders, shapeInWords, shapeName, shapes } from '../orders.mjs'

/** @typedef {import('../kit.mjs').Kit} Kit */
/** @typedef {import('../orders.mjs').Shape} Shape */

const batchSize = 500
const common = /** @type {const} */ ({ unit: 'messages/s', repetitions: 5 })
const fewer = shapes.map((shape) => ({ ...shape, count: shape.count / 2 }))
const small = fewer.filter(({ bytes, partitions }) => bytes === 100 && partitions === 5)

const others = [
  {
    name: 'java',
    against: "Kafka's producer-perf-test with acks=all, which waits for no batch before the next",
    produces: producerPerformance,
  },
  {
    name: 'aiokafka',
    against: 'aiokafka, send() with acks=all, which waits for no batch before the next',
    produces: aiokafkaProduces,
  },
]

/** @type {import('../measure.mjs').Row[]} */
export const produceRows = [
  ...fewer.map((shape) => ({
    name: `produce-${shapeName(shape)}`,
    what: `${shapeInWords(shape)}, sent in batches of ${batchSize}, each confirmed before the next`,
    against: "kafkajs' send() with the same batches",
    ...common,
    target: { ratio: { atLeast: 0.95 } },
    ours: (/** @type {Kit} */ kit) => producedByLab(kit, shape),
    reference: (/** @type {Kit} */ kit) => producedByKafkajs(kit, shape),
  })),
  ...small.flatMap((shape) =>
    others.map(({ name, against, produces }) => ({
      name: `produce-${name}`,
      what: `${shapeInWords(shape)}, sent, for orientation`,
      against,
      ...common,
      repetitions: 3,
      target: {},
      ours: (/** @type {Kit} */ kit) => producedByLab(kit, shape),
      reference: async (/** @type {Kit} */ kit) => {
        const { topic } = await kit.ours(shape.partitions)
        return produces(kit, topic, shape)
      },
    })),
  ),
]

/** @param {Kit} kit @param {Shape} shape */
async function producedByLab(kit, shape) {
  const { lab, topic } = await kit.ours(shape.partitions)
  const messages = orders(shape)
  const took = await timed(() => lab.produce(topic, messages, { batchSize }))
  return (shape.count / took) * 1_000
}

/** @param {Kit} kit @param {Shape} shape */
async function producedByKafkajs(kit, shape) {
  const { topic } = await kit.ours(shape.partitions)
  const producer = bareKafkajs(await kit.labAddress()).producer({ allowAutoTopicCreation: false })
  kit.atEnd(() => producer.disconnect())
  await producer.connect()
  const messages = orders(shape)
  const took = await timed(async () => {
    for (let from = 0; from < messages.length; from += batchSize) {
      const batch = messages.slice(from, from + batchSize)
      const encoded = batch.map(({ key, value }) => ({ key, value: JSON.stringify(value) }))
      await producer.send({ topic, messages: encoded })
    }
  })
  return (shape.count / took) * 1_000
}
