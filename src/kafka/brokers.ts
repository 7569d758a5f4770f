import { type Admin, ConfigResourceTypes } from 'kafkajs'
import type { BrokerFacts } from '../model/broker-facts.js'

/** The brokers, by node id. A controller that is no broker is not in a client's sight. */
export async function describeBrokers(admin: Admin): Promise<BrokerFacts[]> {
  const { brokers } = await admin.describeCluster()
  const nodes = [...brokers].sort((a, b) => a.nodeId - b.nodeId)
  return Promise.all(
    nodes.map(async ({ nodeId, host, port }) => ({
      node: nodeId,
      address: `${host}:${port}`,
      roles: ((await brokerSetting(admin, nodeId, 'process.roles')) ?? 'broker').split(','),
    })),
  )
}

/** One setting of one broker; null when the broker does not tell. */
export async function brokerSetting(admin: Admin, node: number, name: string): Promise<string | null> {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: ConfigResourceTypes.BROKER, name: String(node), configNames: [name] }],
  })
  return resources[0]?.configEntries[0]?.configValue ?? null
}
