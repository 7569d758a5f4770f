import type { Membership } from './membership.js'
import type { Message } from './message.js'

const receiver = Symbol.for('kafka-groups-lab.receiver')

/** Marks a message with the membership that received it; the mark is not enumerable, so that it does not print. */
export function stamp(message: Message, membership: Membership): Message {
  return Object.defineProperty(message, receiver, { value: membership, enumerable: false })
}

/** The membership that received this very message; null for anything that no member received. */
export function receiverOf(message: unknown): Membership | null {
  return (message as { [receiver]?: Membership } | null | undefined)?.[receiver] ?? null
}
