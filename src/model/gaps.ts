import { eventsShape } from './facts-shape.js'
import type { TopicPartition } from './observation.js'
import { checkedOptions, moment, text } from './options.js'
import { type OwnershipSegment, ownership, type Unread } from './ownership.js'
import { mustBe } from './shape.js'
import { latestStory, onlyGroup } from './story.js'
import type { LabEvent } from './timeline.js'

/** A time in which nobody read a partition (ms since 1970), from one owner to the next. */
export interface Gap extends TopicPartition {
  readonly fromMs: number
  readonly toMs: number
  /** What it began with: after a crash the rebalance that follows belongs to the same gap. */
  readonly unread: Unread
  /** Who read the partition before. */
  readonly last: string | null
  /** Whether the group had no member at its end. */
  readonly empty: boolean
  /** No next owner yet. */
  readonly open: boolean
}

/** Which gaps are wanted. */
export interface GapOptions {
  /** Default: the only group in the events. */
  readonly group?: string
  /** Where the events end, in ms since 1970: a gap that lasts until then is open. Default: a moment after the last event. */
  readonly untilMs?: number
}

/**
 * The times in which nobody read a partition of a group, by topic, partition and time, as this lab's members lived them
 * since the group was last made anew.
 *
 *     gaps(lab.timeline({ group: 'chat-service' })).filter(gap => gap.unread === 'crashed')
 *
 * Throws a sentence when the events are about several groups and none is named, and for what are no events.
 */
export function gaps(events: readonly LabEvent[], wanted: GapOptions = {}): Gap[] {
  const cannot = 'Cannot find the gaps'
  mustBe(events, eventsShape, cannot, 'events', "Write gaps(lab.timeline({ group: 'A' })).")
  const options = checkedOptions<GapOptions>(wanted, { group: text, untilMs: moment }, cannot)
  const group = options.group ?? onlyGroup(events, 'find the gaps', 'gaps')
  const own = latestStory(events, group)
  const untilMs = options.untilMs ?? (own.at(-1)?.atMs ?? 0) + 1
  return gapsOf(ownership(own, { group, untilMs }), untilMs)
}

/** The gaps of each partition: neighbouring segments that nobody reads are one. A rebalance that ends in an empty group counts as empty. */
export function gapsOf(segments: readonly OwnershipSegment[], untilMs: number): Gap[] {
  const found: Gap[] = []
  for (const { topic, partition, unread, last, fromMs, toMs } of segments) {
    if (unread === null) continue
    const [open, empty] = [toMs === untilMs, unread === 'empty']
    const before = found.at(-1)
    if (before?.toMs === fromMs && before.partition === partition && before.topic === topic)
      found[found.length - 1] = {
        ...{ ...before, toMs, empty, open },
        unread: before.unread === 'rebalance' ? unread : before.unread,
      }
    else found.push({ topic, partition, fromMs, toMs, unread, last, empty, open })
  }
  return found
}
