// @ts-check
import { createRequire } from 'node:module'
import path from 'node:path'
import { inLab, inProject } from '../setup/project.mjs'
import { compileSource } from './compiled-source.mjs'
import { formatted, startPlain } from './plain-kafka.mjs'

const require = createRequire(inProject('package.json'))

/**
 * What rows measure with, made when the first row asks for it: this lab, and kafkajs as it comes on a Kafka as it comes.
 */
export class Kit {
  /** @type {Promise<import('../../src/lab.js').Lab> | undefined} */
  #lab
  /** @type {Promise<{ kafka: import('kafkajs').Kafka, end: () => Promise<void> }> | undefined} */
  #bare
  /** @type {(() => unknown)[]} */
  #ends = []
  #names = 0
  #compiled = false

  /**
   * A file of src, compiled for plain Node, such as 'index.js'.
   * @param {string} file
   */
  async module(file) {
    if (!this.#compiled) compileSource(inLab('bench', 'src'))
    this.#compiled = true
    return require(path.join(inLab('bench', 'src'), file))
  }

  /**
   * The lab on a Kafka of its own, with a new topic.
   * @param {number} partitions
   */
  async ours(partitions) {
    this.#lab ??= this.module('index.js').then(({ openLab }) => openLab())
    const lab = await this.#lab
    const [topic, group] = [this.#name('topic'), this.#name('group')]
    await lab.provision([{ topic, partitions }])
    this.atEnd(() => lab.startOver())
    return { lab, topic, group }
  }

  /**
   * kafkajs with its defaults, but for what it logs, on a Kafka with its defaults, with a new topic.
   * @param {number} partitions
   */
  async bare(partitions) {
    this.#bare ??= formatted().then(async (place) => {
      const { address, end } = startPlain(place)
      const kafka = bareKafkajs(address)
      await answers(kafka)
      return { kafka, end }
    })
    const { kafka } = await this.#bare
    const [topic, group] = [this.#name('topic'), this.#name('group')]
    const admin = kafka.admin()
    await admin.connect()
    await admin.createTopics({ topics: [{ topic, numPartitions: partitions }], waitForLeaders: true })
    await admin.disconnect()
    return { kafka, topic, group }
  }

  /**
   * Sends one message with bare kafkajs.
   * @param {string} topic
   */
  async sendBare(topic) {
    const producer = (await this.bareKafka()).producer()
    await producer.connect()
    await producer.send({ topic, messages: [{ value: '1' }] })
    await producer.disconnect()
  }

  async bareKafka() {
    if (this.#bare === undefined) throw new Error('bare() comes first.')
    return (await this.#bare).kafka
  }

  /**
   * What is to be ended when the turn is over, and is no part of what is measured.
   * @param {() => unknown} end
   */
  atEnd(end) {
    this.#ends.push(end)
  }

  async endTurn() {
    for (const end of this.#ends.splice(0).reverse()) await end()
  }

  async close() {
    await this.endTurn()
    if (this.#lab) await (await this.module('index.js')).closeLab()
    if (this.#bare) await (await this.#bare).end()
  }

  /**
   * A name that no other measurement uses.
   * @param {string} what
   */
  #name(what) {
    return `${what}-${++this.#names}`
  }
}

/** @param {string} address @returns {import('kafkajs').Kafka} */
export function bareKafkajs(address) {
  const { Kafka, logLevel } = require('kafkajs')
  return new Kafka({ brokers: [address], clientId: 'bench', logLevel: logLevel.NOTHING })
}

/**
 * Asks until a broker answers.
 * @param {import('kafkajs').Kafka} kafka
 */
export async function answers(kafka) {
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
