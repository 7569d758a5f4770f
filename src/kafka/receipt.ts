import type { Membership } from './membership.js'
import { ReceivedMessage } from './message.js'

const receiver = Symbol.for('kafka-groups-lab.receiver')

const classes = new WeakMap<Membership, typeof ReceivedMessage>()

/** The class of the messages that a membership receives: all of them know by it who received them, and none prints it. */
export function receivedBy(membership: Membership): typeof ReceivedMessage {
  const known = classes.get(membership)
  if (known !== undefined) return known
  class Message extends ReceivedMessage {}
  Object.defineProperty(Message.prototype, receiver, { value: membership })
  classes.set(membership, Message)
  return Message
}

/** The membership that received this very message; null for anything that no member received. */
export function receiverOf(message: unknown): Membership | null {
  return (message as { [receiver]?: Membership } | null | undefined)?.[receiver] ?? null
}
