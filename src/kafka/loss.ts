/** What kafkajs names the errors behind which a broker is gone, or silent, or a coordinator that is just moving. */
const lossNames =
  /^KafkaJS(Connection|RequestTimeout|BrokerNotFound|NoBrokerAvailable|GroupCoordinatorNotFound|LockTimeout)/

/** Kafka's names of what it answers while leaders and coordinators move. */
const movingTypes = [
  'LEADER_NOT_AVAILABLE',
  'NOT_LEADER_FOR_PARTITION',
  'REPLICA_NOT_AVAILABLE',
  'BROKER_NOT_AVAILABLE',
  'NETWORK_EXCEPTION',
  'UNKNOWN_LEADER_EPOCH',
  'FENCED_LEADER_EPOCH',
  'GROUP_COORDINATOR_NOT_AVAILABLE',
  'GROUP_LOAD_IN_PROGRESS',
  'NOT_COORDINATOR_FOR_GROUP',
  'NOT_CONTROLLER',
  'REQUEST_TIMED_OUT',
]

/** Whether an error of kafkajs means that a broker was lost or that what it led is just moving, so that to ask anew can help. */
export function isLossOfBroker(problem: unknown): boolean {
  if (!(problem instanceof Error)) return false
  const { name, message, cause } = problem
  const { type = '' } = problem as { type?: string }
  return (
    lossNames.test(name) ||
    movingTypes.includes(type) ||
    /Failed to find group coordinator|^Broker not connected$/.test(message) ||
    isLossOfBroker(cause)
  )
}
