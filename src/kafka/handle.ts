import { deadLetterHeaders } from '../model/dead-letter.js'
import { lastResort, type OnError } from '../model/on-error.js'
import { contains } from '../model/ranges.js'
import { type Interruption, watchButton } from '../wait.js'
import { acknowledge } from './acknowledge.js'
import { attempt, type Handler, type Heartbeats, refuseIfInterrupted } from './attempt.js'
import { checkedOptions, type HandleOptions } from './handle-options.js'
import { emptyTally, type Handling, handlingOf, putDown, type Tally } from './handling.js'
import { inOrder, type PartitionInbox, partitionName } from './inbox.js'
import { isAlive, type Membership, nameOf, refuseIfGone } from './membership.js'
import type { Message } from './message.js'
import type { NewMessage } from './produce.js'
import { pull } from './receive.js'

/** Sends messages, as the lab does. */
export type Send = (topic: string, messages: readonly NewMessage[]) => Promise<unknown>

/** One call of `handle`, or one stretch of `work`. */
export interface Run {
  readonly membership: Membership
  readonly handler: Handler
  readonly onError: OnError
  readonly heartbeats: Heartbeats
  readonly send: Send
  readonly button: Interruption
  /** Whether it goes on beside the cells, where the stop button is not meant and no rebalance is too long. */
  readonly background: boolean
  /** Throws when nothing more is to be done, because the member or its work is gone. */
  refuseIfOver(): void
  readonly tally: Tally
  /** Names of the messages whose acknowledgement was refused once: this run does not handle them again. */
  readonly refused: Set<string>
  /** Partitions that stand still until a rebalance gives them out anew, or the next run. */
  readonly stopped: WeakSet<PartitionInbox>
}

/** See `Member.handle`. */
export async function handle(
  membership: Membership,
  handler: Handler,
  options: HandleOptions,
  send: Send,
): Promise<Handling> {
  const { onError, heartbeats } = await checkedOptions(membership, handler, options)
  refuseIfHandling(membership, 'handle')
  const button = watchButton()
  const tally = emptyTally()
  const run: Run = {
    ...{ membership, handler, onError, heartbeats, send, button, tally },
    background: false,
    refuseIfOver: () => refuseIfGone(membership, 'handle'),
    refused: new Set(),
    stopped: new WeakSet(),
  }
  membership.handling = 'handle'
  try {
    do await pull(membership)
    while (!(await handleInbox(run)))
    return handlingOf(membership, tally)
  } finally {
    membership.handling = null
    button.end()
  }
}

/** Throws a sentence while a `handle`, a `process` or a `work` of the member is under way. */
export function refuseIfHandling(membership: Membership, verb: 'handle' | 'work' | 'process'): void {
  const { handling } = membership
  if (handling === 'handle' || handling === 'process')
    throw new Error(
      `${nameOf(membership)} cannot ${verb}: its last ${handling}() is not over, because a handler of it has not come back or waits for its next try. Await that first, or run its join cell again.`,
    )
  if (handling === 'work')
    throw new Error(
      `${nameOf(membership)} cannot ${verb}: it is at work already, and its work() handles what comes. Call stop() on that first.`,
    )
}

/** Handles what the inbox holds, and says whether that is all; false when a rebalance came, which drops places and messages. */
export async function handleInbox(run: Run): Promise<boolean> {
  const { membership, button, tally, stopped } = run
  const { joins } = membership
  const rebalanced = (): boolean => membership.joins !== joins || membership.status !== 'member'
  const standsStill = (at: PartitionInbox | undefined): boolean => at !== undefined && stopped.has(at)
  tally.blocked = tally.blocked.filter((each) => standsStill(membership.inbox.get(partitionName(each))))
  for (const at of inOrder(membership.inbox)) {
    if (stopped.has(at)) continue
    for (const message of toHandle(at)) {
      refuseIfInterrupted(membership, message, button)
      run.refuseIfOver()
      // Nothing is handled twice for a commit that was refused once: a handler that is too slow would never come to an end.
      if (run.refused.has(messageName(message))) break
      if (!(await handleOne(run, at, message))) break
      if (rebalanced()) return false
    }
    if (rebalanced()) return false
  }
  return true
}

/** What has come and was not handled since the last rebalance; what was acknowledged by hand needs no handling. */
function toHandle({ messages, handledTo, ledger }: PartitionInbox): Message[] {
  return messages.filter(({ offset }) => offset >= handledTo && !contains(ledger.acknowledged, offset))
}

/** Handles one message, and says whether its partition goes on. */
async function handleOne(run: Run, at: PartitionInbox, message: Message): Promise<boolean> {
  const { membership, onError, tally, send, stopped } = run
  const retry = typeof onError === 'object' && onError.kind === 'retry' ? onError : null
  const onRetry = (): void => {
    tally.retried++
  }
  const error = await attempt(membership, message, { ...run, retry, onRetry })
  if (error === null) {
    tally.handled++
    await acknowledgeHandled(run, at, message)
    return true
  }
  const { topic, partition, offset, key, raw, timestampMs } = message
  tally.failed++
  const last = lastResort(onError)
  if (last === 'stop') {
    tally.blocked.push({ topic, partition, offset, error })
    stopped.add(at)
    return false
  }
  if (last === 'skip') {
    console.log(`${nameOf(membership)} failed at ${topic} P${partition} @${offset} and goes on: ${error}`)
    at.handledTo = offset + 1
    return true
  }
  await send(last.topic, [{ key, value: raw, timestampMs, headers: deadLetterHeaders(message, error) }])
  tally.deadLettered++
  await acknowledgeHandled(run, at, message)
  return true
}

/** Acknowledges a message that is done with. A refusal because of a rebalance is put down, not thrown. */
async function acknowledgeHandled(
  { membership, background, tally, refused }: Run,
  at: PartitionInbox,
  message: Message,
): Promise<void> {
  const { topic, partition, offset } = message
  const answer: { words: string | null } = { words: null }
  try {
    const note = (words: string): never => {
      answer.words = words
      throw new Error(words)
    }
    await acknowledge(membership, [message], { refused: note, background })
    at.handledTo = offset + 1
  } catch (problem) {
    const gone = !isAlive(membership)
    if (answer.words === null && !gone && membership.inbox.has(partitionName(at))) throw problem
    refused.add(messageName(message))
    putDown(tally, { topic, partition, offset, said: answer.words ?? (problem as Error).message })
    if (gone) throw problem
  }
}

function messageName(message: Message): string {
  return `${partitionName(message)} @${message.offset}`
}
