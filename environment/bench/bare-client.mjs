// @ts-check
import { createRequire } from 'node:module'
import { inProject } from '../setup/project.mjs'

const require = createRequire(inProject('package.json'))

/**
 * kafkajs with its defaults, but for what it logs.
 * @param {string} address
 * @returns {import('kafkajs').Kafka}
 */
export function bareKafkajs(address) {
  const { Kafka, logLevel } = require('kafkajs')
  return new Kafka({ brokers: [address], clientId: 'bench', logLevel: logLevel.NOTHING })
}

/**
 * Asks until a broker answers.
 * @param {import('kafkajs').Kafka} kafka
 */
export async function untilAnswered(kafka) {
  for (;;) {
    const admin = kafka.admin({ retry: { retries: 0 } })
    try {
      await admin.connect()
      await admin.listTopics()
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 10))
    } finally {
      await admin.disconnect()
    }
  }
}

/**
 * Sends one message.
 * @param {import('kafkajs').Kafka} kafka
 * @param {string} topic
 */
export async function sendOne(kafka, topic) {
  const producer = kafka.producer()
  await producer.connect()
  await producer.send({ topic, messages: [{ value: '1' }] })
  await producer.disconnect()
}
