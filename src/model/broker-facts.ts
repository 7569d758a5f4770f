import type { BrokerStatus } from './broker-status.js'
import type { TopicPartition } from './observation.js'

/** One broker of a cluster. */
export interface BrokerFacts {
  readonly node: number
  /** `host:port`. */
  readonly address: string
  /** What this process is, by its own setting process.roles: broker, controller, or both. */
  readonly roles: readonly string[]
  /** What became of it, on the lab's own cluster; left out while it runs. */
  readonly status?: Exclude<BrokerStatus, 'running'>
}

/** One segment: a file that holds a run of a partition's records. */
export interface Segment extends TopicPartition {
  /** Its file: the offset of its first record, in 20 digits. */
  readonly file: string
  readonly bytes: number
}
