import { kafkaUuid, type NodePlan } from './node-home.js'

/** How many brokers a cluster of the lab's own can have. */
export type BrokerCount = 1 | 3

/** The node id of the controller beside three brokers, which are 1, 2 and 3. */
const controllerOfThree = 4

/**
 * On three brokers Kafka's own topics have three replicas, and a topic that says nothing of it wants two in sync; one
 * with fewer replicas wants those that it has.
 */
const settingsOfThree = {
  'offsets.topic.replication.factor': 3,
  'transaction.state.log.replication.factor': 3,
  'transaction.state.log.min.isr': 2,
  'share.coordinator.state.topic.replication.factor': 3,
  'share.coordinator.state.topic.min.isr': 2,
  'min.insync.replicas': 2,
}

/** How many ports a cluster needs: each broker's, and the controller's. */
export function portsOf(brokers: BrokerCount): number {
  return brokers + 1
}

/**
 * The processes of one cluster. One broker is its own controller; three have one controller beside them, which stays
 * when brokers are killed: of three that are both, two dead ones would be a dead quorum too.
 * `ports` are those of the brokers and, last, the controller's.
 */
export function nodePlans(brokers: BrokerCount, ports: readonly number[]): NodePlan[] {
  const clusterId = kafkaUuid()
  const port = ports[brokers] ?? 0
  if (brokers === 1) {
    const [brokerPort = 0] = ports
    const controller = { id: 1, port }
    return [{ id: 1, clusterId, roles: ['broker', 'controller'], brokerPort, controller, settings: {} }]
  }
  const alike = { clusterId, controller: { id: controllerOfThree, port }, settings: settingsOfThree }
  const plans = ports
    .slice(0, brokers)
    .map((brokerPort, at): NodePlan => ({ ...alike, id: at + 1, roles: ['broker'], brokerPort }))
  return [...plans, { ...alike, id: controllerOfThree, roles: ['controller'], brokerPort: null }]
}
