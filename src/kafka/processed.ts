import type { PlannedCrash } from '../model/crash-point.js'
import { printed } from '../model/printed.js'
import type { Refused } from './handling.js'
import { type Membership, nameOf } from './membership.js'

/** A crash that was asked for, and the message at which it came. */
export interface ProcessCrash extends PlannedCrash {
  readonly topic: string
  readonly partition: number
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
  /** Where it crashed, when that was asked for and the message came; null otherwise. */
  readonly crashed: ProcessCrash | null
  readonly tookMs: number
}

/** A result under way. */
export interface ProcessTally {
  handled: number
  committed: number
  readonly refused: Refused[]
  crashed: ProcessCrash | null
}

/** The result, which prints as one line. */
export function processedOf(membership: Membership, tally: ProcessTally, tookMs: number): Processed {
  const { handled, committed, crashed } = tally
  const result: Processed = { handled, committed, refused: [...tally.refused], crashed, tookMs }
  return printed(result, () => {
    const parts = [`${nameOf(membership)} handled ${handled} and committed ${committed}`]
    if (result.refused.length > 0) parts.push(`${result.refused.length} commits were refused`)
    if (crashed !== null)
      parts.push(
        `then crashed at message ${crashed.message} (${crashed.topic} P${crashed.partition} @${crashed.offset}), ${crashed.point}`,
      )
    return `${parts.join(', ')} (${(tookMs / 1_000).toFixed(1)} s)`
  })
}
