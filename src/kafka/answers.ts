import type { EmbeddedCluster } from '../cluster/embedded.js'
import type { KafkaNode } from '../cluster/node.js'
import { addressOf } from '../cluster/start-up.js'
import { waitFor } from '../wait.js'
import { createClient } from './client.js'

/** A broker answers in milliseconds; asked in vain it is asked anew. */
const patience = { retries: 0, requestTimeoutMs: 1_000 }

/**
 * Waits until a broker that was brought back answers, and lists itself among the brokers of the cluster: the controller
 * takes one that was silent off that list.
 */
export async function untilAnswers(cluster: EmbeddedCluster, node: KafkaNode): Promise<void> {
  const asking = createClient({ brokers: addressOf(node), clientId: 'kafka-groups-lab', ...patience }).admin()
  try {
    await waitFor(
      `broker ${node.id} to answer`,
      async (saw) => {
        const dead = cluster.dead()
        if (dead !== null) throw new Error(dead)
        try {
          await asking.connect()
          const { brokers } = await asking.describeCluster()
          const listed = brokers.map(({ nodeId }) => nodeId)
          saw(`it lists the brokers ${listed.join(', ')}`)
          return listed.includes(node.id) || undefined
        } catch (problem) {
          saw((problem as Error).message)
          return undefined
        }
      },
      { timeoutMs: 30_000, everyMs: 20 },
    )
  } finally {
    await asking.disconnect()
  }
}
