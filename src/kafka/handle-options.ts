import { lastResort, type OnError, onErrorProblem } from '../model/on-error.js'
import { shown } from '../model/shown.js'
import type { Heartbeats } from './attempt.js'
import { mustExist } from './existing.js'
import { type Membership, nameOf } from './membership.js'

/** How messages are handled. */
export interface HandleOptions {
  /**
   * What becomes of a message whose handler fails. 'stop' (default): its partition stops there, the others go on, and
   * the next `handle` begins with it. 'skip': the error is printed and the handler goes on; the message is never
   * acknowledged. Or `retry(…)`, or `deadLetter(topic)`.
   */
  readonly onError?: OnError
  /**
   * When the coordinator hears that the member lives. 'always' (default): however long a handler takes. 'between
   * messages': as with kafkajs' eachMessage, nothing while a handler runs, so that one that takes longer than the
   * session costs the member its partitions. What a handler asks of its own member ends that silence.
   */
  readonly heartbeats?: Heartbeats
}

/**
 * The options with their defaults. Throws a sentence for a handler or an option that will not do, and for a dead
 * letter queue that does not exist or is what the member itself reads.
 */
export async function checkedOptions(
  membership: Membership,
  handler: unknown,
  { onError = 'stop', heartbeats = 'always' }: HandleOptions,
): Promise<Required<HandleOptions>> {
  const cannot = `${nameOf(membership)} cannot handle`
  if (typeof handler !== 'function')
    throw new Error(
      `${cannot} with ${shown(handler)}: wanted a function of a message. Write handle(async message => { … }).`,
    )
  const problem = onErrorProblem(onError)
  if (problem !== null) throw new Error(`${cannot} with that onError: ${problem}. Name one of these.`)
  if (heartbeats !== 'always' && heartbeats !== 'between messages')
    throw new Error(
      `${cannot} with heartbeats ${shown(heartbeats)}: wanted 'always' or 'between messages'. Name one of these.`,
    )
  await mustHaveQueue(membership, onError, cannot)
  return { onError, heartbeats }
}

async function mustHaveQueue(membership: Membership, onError: OnError, cannot: string): Promise<void> {
  const last = lastResort(onError)
  if (typeof last !== 'object') return
  if (membership.topics.includes(last.topic))
    throw new Error(
      `${cannot}: it would dead-letter to '${last.topic}', which it reads itself. Name another topic for the dead letters.`,
    )
  await mustExist(membership.connection, [last.topic], `${cannot} with a dead letter queue`)
}
