import type { Security } from './security.js'

/** A Kafka cluster that the lab can use, wherever it comes from: see embedded.ts and external.ts. */
export interface Cluster {
  readonly kind: 'embedded' | 'external'
  /** `host:port` of each broker to start from. */
  readonly brokers: readonly string[]
  /** What it wants of clients beside the address; null: nothing. */
  readonly security: Security | null
  /** Put in front of every topic, group and transactional id that the lab makes; empty on a cluster of the lab's own. */
  readonly prefix: string
  /** Why the cluster can no longer be used, as a sentence; null while it can. */
  dead(): string | null
  /** Ends what belongs to this cluster. Calling it again does nothing. */
  close(): Promise<void>
}
