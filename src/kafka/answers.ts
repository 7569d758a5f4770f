import type { EmbeddedCluster } from '../cluster/embedded.js'
import { isBroker, type KafkaNode } from '../cluster/node.js'
import { statusOf } from '../cluster/node-status.js'
import { refuseWithoutKafka } from '../cluster/refuse-if-dead.js'
import { waitFor } from '../wait.js'
import { adminOfOne } from './one-broker.js'

/**
 * Waits until a broker that was brought back answers, and every broker that runs lists it: the controller takes one that
 * was silent off that list, and it has not heard of that itself when it begins to answer.
 */
export async function untilAnswers(cluster: EmbeddedCluster, node: KafkaNode): Promise<void> {
  await waitFor(
    `broker ${node.id} to answer`,
    async (saw) => {
      refuseWithoutKafka(cluster, '')
      try {
        for (const each of cluster.nodes.filter(
          (other) => isBroker(other) && statusOf(other) === 'running',
        )) {
          const listed = await brokersAsListedBy(each)
          saw(`broker ${each.id} lists the brokers ${listed.join(', ')}`)
          if (!listed.includes(node.id)) return undefined
        }
        return true
      } catch (problem) {
        saw((problem as Error).message)
        return undefined
      }
    },
    { timeoutMs: 30_000, everyMs: 20 },
  )
}

/** The ids of the brokers of which this one has heard. */
async function brokersAsListedBy(node: KafkaNode): Promise<number[]> {
  const admin = adminOfOne(node)
  try {
    await admin.connect()
    const { brokers } = await admin.describeCluster()
    return brokers.map(({ nodeId }) => nodeId)
  } finally {
    await admin.disconnect()
  }
}
