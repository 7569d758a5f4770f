import { shown } from '../model/shown.js'
import type { Cluster } from './cluster.js'
import { type EmbeddedCluster, isEmbedded } from './embedded.js'
import { isBroker, type KafkaNode } from './node.js'

/**
 * The process of a broker by its node id, with the cluster that it is of. Throws a sentence for an id that no broker
 * has, for the controller that is no broker, and on a cluster that somebody else runs.
 */
export function brokerNode(cluster: Cluster, id: number): { own: EmbeddedCluster; node: KafkaNode } {
  const cannot = `Cannot take hold of broker ${shown(id)}`
  if (!isEmbedded(cluster))
    throw new Error(
      `${cannot}: the Kafka at ${cluster.brokers.join(', ')} is not this notebook's, and the lab ends no process of it. ` +
        'Restart the kernel and call openLab({ brokers: 3 }): that starts three brokers of its own.',
    )
  const brokers = cluster.nodes.filter(isBroker)
  const node = brokers.find((each) => each.id === id)
  if (node !== undefined) return { own: cluster, node }
  const there =
    brokers.length === 1 ? 'broker 1 only' : `brokers ${brokers.map((each) => each.id).join(', ')}`
  const found = cluster.nodes.some((each) => each.id === id)
    ? `node ${id} is the controller, which the lab never ends`
    : 'there is none of that id'
  throw new Error(`${cannot}: ${found}. This notebook's Kafka has ${there}: name one of them.`)
}
