import type { BrokerStatus } from '../model/broker-status.js'
import { endOf, type KafkaNode } from './node.js'

/** What a process is, whether the lab did that to it or something else. */
export function statusOf(node: KafkaNode): BrokerStatus {
  if (endOf(node) === null) return node.done === 'frozen' ? 'frozen' : 'running'
  if (node.done === 'killed' || node.done === 'stopped') return node.done
  return node.process.signalCode === 'SIGKILL' ? 'killed' : 'stopped'
}
