import type { EmbeddedCluster } from '../cluster/embedded.js'
import type { KafkaNode } from '../cluster/node.js'
import { waitFor } from '../wait.js'
import { adminOfOne } from './one-broker.js'

/**
 * Waits until a broker that was brought back answers, and lists itself among the brokers of the cluster: the controller
 * takes one that was silent off that list.
 */
export async function untilAnswers(cluster: EmbeddedCluster, node: KafkaNode): Promise<void> {
  await waitFor(
    `broker ${node.id} to answer`,
    async (saw) => {
      const dead = cluster.dead()
      if (dead !== null) throw new Error(dead)
      try {
        const listed = await brokersAsListedBy(node)
        saw(`it lists the brokers ${listed.join(', ')}`)
        return listed.includes(node.id) || undefined
      } catch (problem) {
        saw((problem as Error).message)
        return undefined
      }
    },
    { timeoutMs: 30_000, everyMs: 20 },
  )
}

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
