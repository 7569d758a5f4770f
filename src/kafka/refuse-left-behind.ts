import { type Kafka, KafkaJSConnectionError } from 'kafkajs'
import { changeBrokers } from './inner-cluster.js'

/**
 * Lets the clients of this `kafka` hear of a request that goes out on a connection as it closes: it is refused, and kafkajs asks
 * anew. kafkajs 2.2.4 takes a request between the last look at what is under way and the end of the connection, and stops the
 * clock of all requests then: such a one was never answered, refused or given up, nor was what waits for it.
 */
export function refuseLeftBehind(kafka: Kafka): void {
  changeBrokers(kafka, ({ connectionPool: { host, port, pool } }) => {
    for (const connection of pool) {
      const { disconnect } = connection
      connection.disconnect = async () => {
        const answer = await disconnect.call(connection)
        if (!connection.isConnected())
          connection.rejectRequests(
            new KafkaJSConnectionError('Closed connection', { broker: `${host}:${port}` }),
          )
        return answer
      }
    }
  })
}
