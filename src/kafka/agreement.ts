import type { Admin } from 'kafkajs'
import type { EmbeddedCluster } from '../cluster/embedded.js'
import { isBroker, type KafkaNode } from '../cluster/node.js'
import { statusOf } from '../cluster/node-status.js'
import { adminOfOne } from './one-broker.js'
import { type Placement, placements } from './topics.js'

/** Asks every running broker of the lab's own cluster the same. */
export interface Agreement {
  /** The partitions of a topic, by its real name, when all say the same; else what they say, in words. */
  of(topic: string): Promise<Placement[] | string>
  /** Closes the connections. Whoever began calls it. */
  end(): Promise<void>
}

/**
 * Brokers hear of a change by the controller's log, one sooner than another, and a later look may go to any of them:
 * what they agree on is what such a look finds as well.
 */
export function agreementOn(cluster: EmbeddedCluster): Agreement {
  const admins = new Map<KafkaNode, Admin>()
  const ask = async (node: KafkaNode, topic: string): Promise<Placement[] | string> => {
    const admin = admins.get(node) ?? adminOfOne(node)
    admins.set(node, admin)
    try {
      await admin.connect()
      return await placements(admin, [topic])
    } catch (problem) {
      // Its process may have been replaced by a new one.
      admins.delete(node)
      await admin.disconnect()
      return `broker ${node.id} says: ${(problem as Error).message}`
    }
  }
  return {
    async of(topic) {
      const running = cluster.nodes.filter((node) => isBroker(node) && statusOf(node) === 'running')
      const views = await Promise.all(running.map((node) => ask(node, topic)))
      const [first = 'no broker runs'] = views
      const differs = views.findIndex((view) => JSON.stringify(view) !== JSON.stringify(first))
      if (differs < 0) return first
      const refusal = views.find((view) => typeof view === 'string')
      return refusal ?? `brokers ${running[0]?.id} and ${running[differs]?.id} do not agree yet`
    },
    async end() {
      await Promise.allSettled([...admins.values()].map((admin) => admin.disconnect()))
    },
  }
}
