import type { EmbeddedCluster } from './embedded.js'
import { type KafkaNode, spawnKafka } from './node.js'
import { startedUp, titleOf, watchNodes } from './start-up.js'

const attempts = 3

/**
 * Starts the process of a node anew, on the data and the ports that it had, and returns when Kafka says that it has
 * started; it is watched and written down as its former one was. Throws a sentence with Kafka's last log lines when it
 * dies, and one that names the port when another program has taken it meanwhile.
 */
export async function restartNode(cluster: EmbeddedCluster, node: KafkaNode): Promise<void> {
  const cannot = `Cannot start ${titleOf(node)} again`
  // A client that looks for the dead broker may hold its port for a moment: the system gives any free one to a client.
  for (let attempt = 0; attempt < attempts; attempt++) {
    node.process = spawnKafka(cluster.kafka, node)
    await watchNodes(cluster, cluster.nodes, [node])
    if (await startedUp([node], cannot)) {
      node.done = null
      return
    }
  }
  throw new Error(
    `${cannot}: another program has taken its port meanwhile (127.0.0.1:${node.brokerPort}, or its controller's). ` +
      'End that program and run the cell again, or restart the kernel for a new cluster.',
  )
}
