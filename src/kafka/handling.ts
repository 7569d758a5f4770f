import type { TopicPartition } from '../model/observation.js'
import { printed } from '../model/printed.js'
import { isFull } from './inbox.js'
import { type Membership, nameOf } from './membership.js'

/** A message at which its partition stopped. */
export interface Blocked extends TopicPartition {
  readonly offset: number
  /** What the handler said. */
  readonly error: string
}

/** A message that was handled and could not be acknowledged, because its partition had been given to another member. */
export interface Refused extends TopicPartition {
  readonly offset: number
  /** Kafka's words where the coordinator refused the commit; the lab's where the member knew by then that it owns the partition no more. */
  readonly said: string
}

/** What became of the messages that `member.handle` had before it. */
export interface Handling {
  /** Messages for which the handler finished. */
  readonly handled: number
  /** Messages for which it failed, the last time too: those at which a partition stopped, skipped and dead-lettered ones. */
  readonly failed: number
  /** Tries after the first. */
  readonly retried: number
  /** Of those that failed: sent to a dead letter queue. */
  readonly deadLettered: number
  /** Where partitions stand still; the next `handle` begins with these messages. */
  readonly blocked: readonly Blocked[]
  /** Handled here, and perhaps by another member too: the last 1 000. */
  readonly refused: readonly Refused[]
}

/** A result under way. */
export interface Tally extends Handling {
  handled: number
  failed: number
  retried: number
  deadLettered: number
  blocked: Blocked[]
  readonly refused: Refused[]
}

/** The most refusals that are kept; the oldest go. */
const mostRefused = 1_000

/** Puts a refusal down. */
export function putDown({ refused }: Tally, refusal: Refused): void {
  refused.push(refusal)
  if (refused.length > mostRefused) refused.shift()
}

/** A tally of nothing. */
export function emptyTally(): Tally {
  return { handled: 0, failed: 0, retried: 0, deadLettered: 0, blocked: [], refused: [] }
}

/** The result, which prints as one line. */
export function handlingOf(membership: Membership, tally: Tally): Handling {
  const full = isFull(membership.inbox)
  const result: Handling = { ...tally, blocked: [...tally.blocked], refused: [...tally.refused] }
  return printed(result, () => {
    const { handled, failed, retried, deadLettered, blocked, refused } = result
    const parts = [`${nameOf(membership)} handled ${handled} ${handled === 1 ? 'message' : 'messages'}`]
    if (failed > 0) parts.push(`${failed} failed`)
    if (retried > 0) parts.push(`retried ${retried === 1 ? 'once' : `${retried} times`}`)
    if (deadLettered > 0) parts.push(`${deadLettered} dead-lettered`)
    for (const { topic, partition, offset, error } of blocked)
      parts.push(`${topic} P${partition} is blocked at ${offset}: ${error}`)
    for (const { topic, partition, offset, said } of refused)
      parts.push(`the acknowledgement of ${topic} P${partition} @${offset} was refused: ${said}`)
    const standing = blocked.map(({ topic, partition }) => `${topic} P${partition}`).join(', ')
    if (full && standing !== '')
      parts.push(`the inbox is full of what waits behind ${standing}: mend the handler, then handle again`)
    else if (full) parts.push('the inbox is full: handle again')
    return parts.join(', ')
  })
}
