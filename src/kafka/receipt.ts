import type { Membership } from './membership.js'
import type { Message } from './message.js'

const receiver = Symbol.for('kafka-groups-lab.receiver')

/** Marks messages with the membership that received them; the mark is not enumerable, so that it does not print. */
export function stampOf(membership: Membership): (message: Message) => Message {
  // One for all: a batch has thousands.
  const mark = { value: membership, enumerable: false }
  return (message) => Object.defineProperty(message, receiver, mark)
}

/** The membership that received this very message; null for anything that no member received. */
export function receiverOf(message: unknown): Membership | null {
  return (message as { [receiver]?: Membership } | null | undefined)?.[receiver] ?? null
}
