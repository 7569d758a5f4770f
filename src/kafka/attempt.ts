import { pauseBefore, type Retry } from '../model/on-error.js'
import { wordsOf } from '../model/thrown.js'
import { type Interruption, pause } from '../wait.js'
import { type Membership, nameOf } from './membership.js'
import type { Message } from './message.js'

/** What is done with each message. What it returns is awaited and not looked at; it fails by throwing or rejecting. */
export type Handler = (message: Message) => unknown

/** When a member tells the coordinator that it lives: see `HandleOptions`. */
export type Heartbeats = 'always' | 'between messages'

/** How one message is tried. */
export interface Attempts {
  readonly handler: Handler
  readonly heartbeats: Heartbeats
  /** null: once. */
  readonly retry: Pick<Retry, 'times' | 'backoffMs'> | null
  readonly button: Interruption
  /** Throws when nothing more is to be done, because the member or its work is gone. */
  refuseIfOver(): void
  /** Called before each try after the first. */
  onRetry(): void
}

/**
 * Hands a message to the handler, again as often as `retry` says, and returns what the handler said the last time it
 * failed, or null when it finished. Throws a sentence when the reader interrupts between two tries,
 * and when the member is gone after a try that failed.
 */
export async function attempt(
  membership: Membership,
  message: Message,
  { handler, heartbeats, retry, button, refuseIfOver, onRetry }: Attempts,
): Promise<string | null> {
  if (heartbeats === 'between messages') membership.wires.hold()
  try {
    for (let number = 1; ; number++) {
      const error = await errorOf(handler, message)
      if (error === null) return null
      // A process that has crashed neither tries again nor writes a dead letter.
      refuseIfOver()
      if (retry === null || number > retry.times) return error
      await pause(pauseBefore(retry, number))
      refuseIfOver()
      refuseIfInterrupted(membership, message, button)
      onRetry()
    }
  } finally {
    membership.wires.release()
  }
}

/** Throws a sentence when the reader has pressed the stop button; `message` is the one that would be next. */
export function refuseIfInterrupted(
  membership: Membership,
  { topic, partition, offset }: Message,
  { pressed }: Interruption,
): void {
  if (pressed)
    throw new Error(
      `Interrupted: ${nameOf(membership)} stopped before offset ${offset} of ${topic} P${partition}. ` +
        'What it has acknowledged stays so; run the cell again to go on.',
    )
}

async function errorOf(handler: Handler, message: Message): Promise<string | null> {
  try {
    await handler(message)
    return null
  } catch (problem) {
    return wordsOf(problem)
  }
}
