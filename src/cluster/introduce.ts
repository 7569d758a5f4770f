import type { Cluster } from './cluster.js'
import { isEmbedded } from './embedded.js'
import { isBroker } from './node.js'
import { protocolOf } from './security.js'

/** A cluster in the words of the first line that a lab prints: which Kafka, and where. */
export function introduce(cluster: Cluster): string {
  const where = cluster.brokers.join(', ')
  if (!isEmbedded(cluster))
    return `The Kafka at ${where} (an existing cluster${byWhat(cluster)}; all names of this lab begin with '${cluster.prefix}' there)`
  const brokers = cluster.nodes.filter(isBroker).map(({ id }) => id)
  const beside = cluster.nodes.filter((node) => !isBroker(node)).map(({ id }) => `, controller ${id}`)
  const many = brokers.length === 1 ? '1 broker' : `${brokers.length} brokers (${brokers.join(', ')})`
  return `Apache Kafka ${cluster.kafka.version}, ${many} at ${where}${beside.join('')}`
}

/** How clients get in, where it is not by plain text, so that who wanted TLS sees it. */
function byWhat({ security }: Cluster): string {
  if (security === null) return ''
  const { sasl } = security
  const who = sasl === null ? '' : ` as '${sasl.username}' with ${sasl.mechanism.toUpperCase()}`
  return ` by ${protocolOf(security)}${who}`
}
