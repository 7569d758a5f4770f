// @ts-check
import { bareKafkajs, untilAnswered } from './bare-client.mjs'
import { formatted, startPlain } from './plain-kafka.mjs'
import { Surroundings } from './surroundings.mjs'

/**
 * What rows measure with, made when the first row asks for it: this lab, and kafkajs as it comes on a Kafka as it comes. What a
 * row starts beside these it has ended with the bench (`surroundings.ended`), or at the end of its turn (`atEnd`).
 */
export class Kit {
  surroundings = new Surroundings()
  /** Which turn of the row it is, from 0; the warm-ups count. */
  turn = 0
  /** @type {Promise<{ kafka: import('kafkajs').Kafka, end: () => Promise<void> }> | undefined} */
  #bare
  #hasLab = false
  /** @type {(() => unknown)[]} */
  #ends = []
  /** @type {Map<string, Promise<unknown>>} */
  #remembered = new Map()
  #names = 0

  /**
   * A file of src, compiled for plain Node, such as 'index.js'.
   * @param {string} file
   */
  module(file) {
    return this.surroundings.module(file)
  }

  /** The lab, on a Kafka of its own. @returns {Promise<import('../../src/lab.js').Lab>} */
  async lab() {
    const { openLab } = await this.module('index.js')
    const { keptState } = await this.module('state.js')
    this.#hasLab = true
    if (keptState() === null) return openLab()
    return (await this.module('verbs.js')).labOn(await keptState())
  }

  /**
   * The lab on a Kafka of its own, with a new topic.
   * @param {number} partitions
   */
  async ours(partitions) {
    const lab = await this.lab()
    const [topic, group] = [this.name('topic'), this.name('group')]
    await lab.provision([{ topic, partitions }])
    this.atEnd(() => lab.startOver())
    return { lab, topic, group }
  }

  /**
   * kafkajs with its defaults, but for what it logs, on a Kafka with its defaults, with a new topic.
   * @param {number} partitions
   */
  async bare(partitions) {
    this.#bare ??= this.#startBare()
    const { kafka } = await this.#bare
    const [topic, group] = [this.name('topic'), this.name('group')]
    const admin = kafka.admin()
    await admin.connect()
    await admin.createTopics({ topics: [{ topic, numPartitions: partitions }], waitForLeaders: true })
    await admin.disconnect()
    return { kafka, topic, group }
  }

  /**
   * The address of the lab's Kafka, for clients that are measured beside the lab on the same broker.
   * @returns {Promise<string>}
   */
  async labAddress() {
    await this.lab()
    return (await (await this.module('state.js')).keptState()).connection.cluster.brokers[0]
  }

  /**
   * What the work comes to, done once for a key: rows that look at one and the same run share it.
   * @template T
   * @param {string} key
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  remembered(key, work) {
    const known = this.#remembered.get(key) ?? work()
    this.#remembered.set(key, known)
    return /** @type {Promise<T>} */ (known)
  }

  /**
   * A name that no other measurement uses.
   * @param {string} what
   */
  name(what) {
    return `${what}-${++this.#names}`
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

  /** Ends what was made, as far as it lets itself be ended, so that what a row broke does not fail the next. */
  async renew() {
    await this.endTurn().catch(() => {})
    await this.#closeAll().catch(() => {})
  }

  async close() {
    try {
      await this.endTurn()
      await this.#closeAll()
    } finally {
      await this.surroundings.close()
    }
  }

  async #startBare() {
    const place = await formatted(this.surroundings)
    const { address, end } = startPlain(this.surroundings, place)
    const kafka = bareKafkajs(address)
    await untilAnswered(kafka)
    return { kafka, end }
  }

  async #closeAll() {
    const [bare, hasLab] = [this.#bare, this.#hasLab]
    this.#bare = undefined
    this.#hasLab = false
    this.#ends = []
    this.#remembered.clear()
    if (hasLab) await (await this.module('open-lab.js')).closeLab()
    if (bare) await (await bare).end()
  }
}
