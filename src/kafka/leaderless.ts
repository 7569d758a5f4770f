import type { Kafka } from 'kafkajs'
import { type AskedOfBroker, changeBrokers } from './inner-cluster.js'

/**
 * Lets the clients of this `kafka` hear of a partition without a leader as of a fact: its leader is -1. kafkajs 2.2.4
 * throws the whole answer of a broker away for one such partition of any topic that was asked for, and would then know
 * neither the topics nor the brokers. Not for consumers: they would ask nobody for that partition until they refresh.
 */
export function hearOfLeaderless(kafka: Kafka): void {
  changeBrokers(kafka, ({ connectionPool }) => {
    const { send } = connectionPool
    connectionPool.send = (asked) =>
      send.call(connectionPool, asked.request.apiName === 'Metadata' ? withoutRefusal(asked) : asked)
  })
}

/** What is wrong with a topic as a whole is refused as before. */
function withoutRefusal(asked: AskedOfBroker): AskedOfBroker {
  const { response } = asked
  return {
    ...asked,
    response: {
      ...response,
      async parse(data) {
        const topicMetadata = data.topicMetadata.map((topic) => ({ ...topic, partitionMetadata: [] }))
        await response.parse({ ...data, topicMetadata })
        return data
      },
    },
  }
}
