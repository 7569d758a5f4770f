// @ts-check
// A broker from spawn to its first answer: the lab's against the same Kafka started by java with no option.
import { answers, bareKafkajs } from '../kit.mjs'
import { timed } from '../measure.mjs'
import { formatted, startPlain } from '../plain-kafka.mjs'

/** @type {import('../measure.mjs').Row[]} */
export const startRows = [
  {
    name: 'start',
    what: 'a broker, from spawn to its first answered request',
    against: 'the same Kafka, started by java with no option',
    unit: 'ms',
    target: { ratio: { atMost: 0.35 } },
    repetitions: 5,
    async ours(kit) {
      const { startEmbedded } = await kit.module('cluster/embedded.js')
      return timed(async () => {
        const cluster = await startEmbedded()
        kit.atEnd(() => cluster.close())
        await answers(bareKafkajs(cluster.brokers[0]))
      })
    },
    async reference(kit) {
      const place = await formatted()
      return timed(async () => {
        const plain = startPlain(place)
        kit.atEnd(plain.end)
        await answers(bareKafkajs(plain.address))
      })
    },
  },
]
