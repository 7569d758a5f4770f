// @ts-check

/**
 * A consumer of bare kafkajs with its defaults, which reads a topic and does nothing with it.
 * @typedef {{ owns(partitions: number): Promise<void>, received(): Promise<void>, end(): Promise<void> }} BareMember
 *   owns: resolves as soon as it has so many partitions. received: as soon as a message has come
 */

/**
 * @param {import('kafkajs').Kafka} kafka
 * @param {string} groupId
 * @param {string} topic read from its beginning
 * @returns {Promise<BareMember>}
 */
export async function bareMember(kafka, groupId, topic) {
  const consumer = kafka.consumer({ groupId })
  const partitions = signal()
  const messages = signal()
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) =>
    partitions.set(payload.memberAssignment[topic]?.length ?? 0),
  )
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning: true })
  await consumer.run({ eachMessage: async () => messages.set(1) })
  return {
    owns: (wanted) => partitions.until(wanted),
    received: () => messages.until(1),
    end: () => consumer.disconnect(),
  }
}

/** A number that can be waited for. */
function signal() {
  let now = Number.NaN
  /** @type {Set<() => void>} */
  const waiting = new Set()
  return {
    /** @param {number} value */
    set(value) {
      now = value
      for (const look of [...waiting]) look()
    },
    /** @param {number} wanted @returns {Promise<void>} */
    until: (wanted) =>
      new Promise((resolve) => {
        const look = () => {
          if (now !== wanted) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
  }
}
