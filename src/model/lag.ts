/** What lag is made of; offsets count records from 0. */
export interface LagFacts {
  /** The next offset to read; null when the group never committed in this partition. */
  readonly committed: number | null
  /** Log end offset: the next offset to be written. */
  readonly end: number
}

/**
 * Consumer lag: the records between the committed offset and the log end.
 *
 *     lagOf({ committed: 4, end: 10 })      // 6
 *     lagOf({ committed: null, end: 10 })   // null: never committed, which is not a lag of 10
 *
 * Never negative: Kafka accepts a commit beyond the end, and such a group has nothing left to read.
 * Control records count, so that the lag can stay above 0 after every message is read.
 * Source: Kafka documentation, "Monitoring", consumer lag.
 */
export function lagOf({ committed, end }: LagFacts): number | null {
  return committed === null ? null : Math.max(0, end - committed)
}
