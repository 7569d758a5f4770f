import type { EmbeddedCluster } from '../cluster/embedded.js'
import { isBroker } from '../cluster/node.js'
import { statusOf } from '../cluster/node-status.js'
import { brokerInWords } from '../model/broker-status.js'
import { brokerOf } from './broker-handle.js'
import type { Roster } from './roster.js'

/** Brings back every broker that was killed, stopped or frozen, all at once, and says of each what was done. */
export async function revive(roster: Roster, cluster: EmbeddedCluster): Promise<string[]> {
  const down = cluster.nodes.filter((node) => isBroker(node) && statusOf(node) !== 'running')
  return Promise.all(
    down.map(async (node) => {
      const fate = brokerInWords(node.id, statusOf(node))
      const broker = brokerOf(roster, cluster, node)
      const { done } = broker.status === 'frozen' ? await broker.thaw() : await broker.start()
      return `${fate}, and was ${done} again`
    }),
  )
}
