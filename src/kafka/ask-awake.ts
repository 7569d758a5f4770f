import { type Kafka, KafkaJSConnectionError } from 'kafkajs'
import type { Cluster } from '../cluster/cluster.js'
import { changeBrokers } from './inner-cluster.js'
import { avoidingFrozen } from './silence.js'

/**
 * What any broker can answer, as kafkajs names it: what requests it knows, which is asked of the first broker alone, who leads
 * partitions, and who coordinates a group or a transaction.
 */
const anyCanAnswer = ['ApiVersions', 'Metadata', 'GroupCoordinator']

/**
 * Lets the clients of this `kafka` ask no broker that the lab has frozen for what another can say as well: kafkajs chooses at
 * random, and waits for each until its time is over. What only the frozen one can take, like messages for a partition that
 * it leads, waits for it as for any silent broker.
 */
export function askAwake(kafka: Kafka, cluster: Cluster): void {
  const { avoids } = avoidingFrozen(cluster)
  changeBrokers(kafka, ({ connectionPool }) => {
    const { send, host, port } = connectionPool
    connectionPool.send = async (asked) => {
      if (anyCanAnswer.includes(asked.request.apiName) && avoids(port))
        throw new KafkaJSConnectionError('this broker stands still', { broker: `${host}:${port}` })
      return send.call(connectionPool, asked)
    }
  })
}
