import type { PlannedCrash } from '../model/crash-point.js'
import type { TopicPartition } from '../model/observation.js'
import { printed } from '../model/printed.js'
import type { Refused } from './handling.js'
import { isFull } from './inbox.js'
import { type Membership, nameOf } from './membership.js'

/** A crash that was asked for, and the message at which it came. */
export interface ProcessCrash extends PlannedCrash {
  readonly topic: string
  readonly partition: number
  readonly offset: number
}

/** How often one call takes a message in hand: a handler that is slower than the session would never come to an end. */
export const mostTries = 5

/** A message that was taken in hand five times and never committed; its partition stands still there. */
export interface Standing extends TopicPartition {
  readonly offset: number
}

/** What became of the messages that `member.process` had before it. */
export interface Processed {
  /** Messages that were handled, what they came to sent; in a transaction: and committed. */
  readonly handled: number
  /** Messages whose position was committed. */
  readonly committed: number
  /** Commits that were refused because of a rebalance: the message comes again, and with 'at-least-once' it was handled before. */
  readonly refused: readonly Refused[]
  /** Where partitions stand still, because a rebalance came first each of five times; the next `process` begins with these messages. */
  readonly blocked: readonly Standing[]
  /** Where it crashed, when that was asked for and the message came; null otherwise. */
  readonly crashed: ProcessCrash | null
  readonly tookMs: number
}

/** A result under way. */
export interface ProcessTally {
  handled: number
  committed: number
  readonly refused: Refused[]
  blocked: Standing[]
  crashed: ProcessCrash | null
}

/** The result, which prints as one line. */
export function processedOf(membership: Membership, tally: ProcessTally, tookMs: number): Processed {
  const { handled, committed, blocked, crashed } = tally
  const result: Processed = {
    handled,
    committed,
    refused: [...tally.refused],
    blocked: [...tally.blocked],
    crashed,
    tookMs,
  }
  const full = crashed === null && blocked.length === 0 && isFull(membership.inbox)
  return printed(result, () => {
    const parts = [`${nameOf(membership)} handled ${handled} and committed ${committed}`]
    if (result.refused.length > 0) parts.push(`${result.refused.length} commits were refused`)
    for (const { topic, partition, offset } of result.blocked)
      parts.push(
        `${topic} P${partition} stands still at ${offset}: a rebalance came first ${mostTries} times (join with a longer sessionTimeoutMs, or handle faster)`,
      )
    if (full) parts.push('the inbox is full of what was passed over: acknowledge it, then process again')
    if (crashed !== null)
      parts.push(
        `then crashed at message ${crashed.message} (${crashed.topic} P${crashed.partition} @${crashed.offset}), ${crashed.point}`,
      )
    return `${parts.join(', ')} (${(tookMs / 1_000).toFixed(1)} s)`
  })
}
