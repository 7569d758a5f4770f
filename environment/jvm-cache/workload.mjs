// @ts-check

/**
 * What the lessons do, once over: a topic, messages, a group that reads and commits, a transaction. What is used here is in the cache.
 * @param {string[]} brokers addresses; the broker may still be starting
 */
export async function work(brokers) {
  const { Kafka, logLevel } = (await import('kafkajs')).default
  const retry = { initialRetryTime: 50, factor: 0.1, multiplier: 1.3, maxRetryTime: 500, retries: 100 }
  const kafka = new Kafka({ clientId: 'jvm-cache', brokers, logLevel: logLevel.NOTHING, retry })
  const admin = kafka.admin()
  const producer = kafka.producer({ transactionalId: 'jvm-cache', maxInFlightRequests: 1, idempotent: true })
  const consumer = kafka.consumer({ groupId: 'jvm-cache', maxWaitTimeInMs: 50, heartbeatInterval: 50 })
  await admin.connect()
  await admin.createTopics({ waitForLeaders: true, topics: [{ topic: 'training', numPartitions: 3 }] })
  await producer.connect()
  const messages = Array.from({ length: 30 }, (_, i) => ({ key: `key-${i}`, value: `value ${i}` }))
  await producer.send({ topic: 'training', messages })

  await consumer.connect()
  await consumer.subscribe({ topics: ['training'], fromBeginning: true })
  let seen = 0
  await new Promise((resolve, reject) => {
    consumer.on('consumer.crash', ({ payload }) => payload.restart || reject(payload.error))
    consumer
      .run({
        eachMessage: async () => {
          seen += 1
          if (seen === messages.length) resolve(undefined)
        },
      })
      .catch(reject)
  })
  const transaction = await producer.transaction()
  await transaction.send({ topic: 'training', messages })
  await transaction.sendOffsets({
    consumerGroupId: 'jvm-cache',
    topics: [{ topic: 'training', partitions: [{ partition: 0, offset: '1' }] }],
  })
  await transaction.commit()
  await admin.describeGroups(['jvm-cache'])
  await consumer.disconnect()
  await admin.fetchOffsets({ groupId: 'jvm-cache', topics: ['training'] })
  await admin.fetchTopicOffsets('training')
  await admin.deleteGroups(['jvm-cache'])
  await admin.deleteTopics({ topics: ['training'] })
  await producer.disconnect()
  await admin.disconnect()
}
