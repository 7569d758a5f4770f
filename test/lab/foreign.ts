import { type Admin, type Consumer, Kafka, type KafkaConfig, logLevel, type Producer } from 'kafkajs'

/** A program of somebody else on the same cluster: plain kafkajs, which knows nothing of the lab. */
export interface Foreigner {
  readonly kafka: Kafka
  readonly admin: Admin
  readonly producer: Producer
  /** A consumer that has its partitions when this returns. With a long `maxWaitTimeInMs` it comes late to rebalances. */
  consumer(group: string, topic: string, options?: { readonly maxWaitTimeInMs?: number }): Promise<Consumer>
  /** Ends everything that it started. */
  close(): Promise<void>
}

/** Connects somebody else to the cluster; whoever calls it closes it. */
export async function foreigner(
  brokers: readonly string[],
  clientId = 'stranger',
  security: Pick<KafkaConfig, 'ssl' | 'sasl'> = {},
): Promise<Foreigner> {
  const kafka = new Kafka({ clientId, brokers: [...brokers], logLevel: logLevel.NOTHING, ...security })
  const admin = kafka.admin()
  const producer = kafka.producer()
  const consumers: Consumer[] = []
  await Promise.all([admin.connect(), producer.connect()])
  return {
    kafka,
    admin,
    producer,
    async consumer(groupId, topic, { maxWaitTimeInMs = 50 } = {}) {
      const consumer = kafka.consumer({ groupId, maxWaitTimeInMs, heartbeatInterval: 50 })
      consumers.push(consumer)
      await consumer.connect()
      await consumer.subscribe({ topics: [topic], fromBeginning: true })
      const joined = new Promise<void>((resolve) => {
        consumer.on(consumer.events.GROUP_JOIN, () => resolve())
      })
      await consumer.run({ autoCommit: false, eachMessage: async () => {} })
      await joined
      return consumer
    },
    async close() {
      await Promise.all(consumers.map((consumer) => consumer.disconnect()))
      await Promise.all([admin.disconnect(), producer.disconnect()])
    },
  }
}
