import type { TopicPartition } from './observation.js'
import type { OwnershipSegment, Unread } from './ownership.js'

/** A time in which nobody read a partition (ms since 1970), from one owner to the next. */
export interface Gap extends TopicPartition {
  readonly fromMs: number
  readonly toMs: number
  /** What it began with: after a crash the rebalance that follows belongs to the same gap. */
  readonly unread: Unread
  /** Who read the partition before. */
  readonly last: string | null
  /** No next owner yet. */
  readonly open: boolean
}

/**
 * The gaps of each partition: neighbouring segments that nobody reads are one. A rebalance that ends in an empty group
 * counts as empty.
 *
 *     gaps(ownership(events, { group: 'chat-service', untilMs }), untilMs)
 */
export function gaps(segments: readonly OwnershipSegment[], untilMs: number): Gap[] {
  const found: Gap[] = []
  for (const { topic, partition, unread, last, fromMs, toMs } of segments) {
    if (unread === null) continue
    const open = toMs === untilMs
    const before = found.at(-1)
    if (before?.toMs === fromMs && before.partition === partition && before.topic === topic)
      found[found.length - 1] = {
        ...{ ...before, toMs, open },
        unread: before.unread === 'rebalance' ? unread : before.unread,
      }
    else found.push({ topic, partition, fromMs, toMs, unread, last, open })
  }
  return found
}
