import type { PartitionFacts } from './observation.js'

/** Who keeps each partition of a topic, as one broker said at one moment. */
export interface ReplicaSample {
  /** When, in ms since 1970. */
  readonly atMs: number
  /** By partition, as node ids; `leader` is null while there is none. */
  readonly partitions: readonly Omit<PartitionFacts, 'start' | 'end'>[]
}
