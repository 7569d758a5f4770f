import { lagOf } from './lag.js'
import type { GroupView, PerPartition } from './observation.js'

/** How far behind one group was at one moment. */
export interface LagSample {
  /** When, in ms since 1970. */
  readonly atMs: number
  readonly group: string
  /** Log end offset minus committed offset; null where the group never committed. */
  readonly lag: PerPartition<number>
  /** Records not yet committed, over all partitions, counting from the start of the log where the group never committed. */
  readonly total: number
}

/**
 * The lag of a group at one moment, from what a look at it brought back at `atMs`; null while the group has no position in
 * any topic: nobody knows then what it is to read.
 *
 *     lagSample(now.group('A'), now.atMs)   // { atMs, group: 'A', lag: { orders: [2, null, 0] }, total: 7 }
 */
export function lagSample({ group, lag, positions }: GroupView, atMs: number): LagSample | null {
  if (positions.length === 0) return null
  const behind = positions.map((each) => lagOf(each) ?? each.end - each.start)
  return { atMs, group, lag, total: behind.reduce((sum, records) => sum + records, 0) }
}
