import { type Admin, ConfigResourceTypes } from 'kafkajs'
import { isEmbedded } from '../cluster/embedded.js'
import { isBroker, type KafkaNode } from '../cluster/node.js'
import { statusOf } from '../cluster/node-status.js'
import type { BrokerFacts } from '../model/broker-facts.js'
import type { Connection } from './connection.js'

/**
 * The nodes of a cluster, by node id: the brokers that the cluster lists, and of the lab's own cluster also the controller
 * and the brokers that are down. On another cluster a controller that is no broker is not in a client's sight.
 */
export async function describeBrokers({ admin, cluster }: Connection): Promise<BrokerFacts[]> {
  const { brokers } = await admin.describeCluster()
  const unasked = isEmbedded(cluster) ? cluster.nodes.filter(isUnasked) : []
  const asked = brokers.filter(({ nodeId }) => unasked.every(({ id }) => id !== nodeId))
  const facts = await Promise.all(
    asked.map(async ({ nodeId, host, port }) => ({
      node: nodeId,
      address: `${host}:${port}`,
      roles: ((await brokerSetting(admin, nodeId, 'process.roles')) ?? 'broker').split(','),
    })),
  )
  return [...facts, ...unasked.map(factsOf)].sort((a, b) => a.node - b.node)
}

/** Whether a node cannot answer for itself. */
function isUnasked(node: KafkaNode): boolean {
  return !isBroker(node) || statusOf(node) !== 'running'
}

function factsOf(node: KafkaNode): BrokerFacts {
  const status = statusOf(node)
  return {
    node: node.id,
    address: `127.0.0.1:${node.brokerPort ?? node.controllerPort}`,
    roles: node.roles,
    ...(status === 'running' ? {} : { status }),
  }
}

/** One setting of one broker; null when the broker does not tell. */
export async function brokerSetting(admin: Admin, node: number, name: string): Promise<string | null> {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: ConfigResourceTypes.BROKER, name: String(node), configNames: [name] }],
  })
  return resources[0]?.configEntries[0]?.configValue ?? null
}
