// @ts-check
// How soon the partitions of a crashed member are read by another. kafkajs' defaults are not beside it: they take half a minute.
import { timed } from '../measure.mjs'

const sessionTimeoutMs = 1_000

/** @type {import('../measure.mjs').Row[]} */
export const crashRows = [
  {
    name: 'crash',
    what: `a member crashes, until a message of its partition is read by the other; session time-out ${sessionTimeoutMs} ms`,
    unit: 'ms',
    target: { value: { atMost: sessionTimeoutMs + 300 } },
    repetitions: 5,
    async ours(kit) {
      const { lab, topic, group } = await kit.ours(2)
      const [first, second] = await lab.join(group, topic, { as: ['C1', 'C2'], sessionTimeoutMs })
      const [lost] = second?.assigned ?? []
      if (first === undefined || second === undefined || lost === undefined)
        throw new Error('Wanted two members with a partition each; the second has none.')
      /** @type {Promise<void>} */
      const read = new Promise((resolve, reject) => {
        const handler = async (/** @type {{ partition: number }} */ message) => {
          if (message.partition === lost.partition) resolve()
        }
        first.work(handler).catch(reject)
      })
      return timed(async () => {
        await second.crash()
        await lab.produce(topic, { value: 1, partition: lost.partition })
        await read
      })
    },
  },
]
