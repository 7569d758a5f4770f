import { ask } from '../cluster/share-process.js'
import { printed } from '../model/printed.js'
import { messageLine, ReceivedMessage } from './message.js'
import {
  isLate,
  refuseIfShareGone,
  type ShareMembership,
  type ShareMessage,
  shareNameOf,
} from './share-membership.js'

/** How long `acquire` waits. */
export interface AcquireOptions {
  /** How long it waits for a first message when there is none, in ms; default 1000, at most 60000. */
  readonly timeoutMs?: number
}

/** What Java answers. */
interface Acquired {
  readonly lockMs: number
  readonly ageMs: number
}

/** Each message comes as a piece of its own, before the answer; bytes are in base64. */
interface AcquiredMessage {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly deliveryCount: number
  readonly timestampMs: number
  readonly key: string | null
  readonly value: string | null
  readonly headers: readonly (readonly [string, string | null])[]
}

const longestMs = 60_000

/** See `ShareMember.acquire`. */
export async function acquire(
  membership: ShareMembership,
  { timeoutMs = 1_000 }: AcquireOptions = {},
): Promise<ShareMessage[]> {
  if (!Number.isSafeInteger(timeoutMs) || timeoutMs < 0 || timeoutMs > longestMs)
    throw new TypeError(
      `${shareNameOf(membership)} cannot acquire with a time-out of ${String(timeoutMs)}: wanted a whole number of ms from 0 to ${longestMs}. ` +
        'Give timeoutMs like 1000, or leave it out.',
    )
  refuseIfShareGone(membership, 'acquire')
  if (membership.leaving)
    throw new Error(
      `${shareNameOf(membership)} cannot acquire: it is leaving the group. Run its join cell again for a new ${membership.name}.`,
    )
  const late = membership.held.filter((each) => isLate(membership, each))
  if (membership.held.length > late.length) {
    membership.held = membership.held.filter((each) => !late.includes(each))
    return listOf(membership, true)
  }
  const { host, key, connection } = membership
  const stale = late.map(({ message: { topic, partition, offset } }) => ({
    topic: connection.cluster.prefix + topic,
    partition,
    offset,
  }))
  const messages: AcquiredMessage[] = []
  const asking = ask<Acquired, AcquiredMessage>(
    host,
    'acquire',
    { member: key, timeoutMs, stale },
    (piece) => {
      messages.push(piece)
    },
  )
  membership.acquiring = true
  const { lockMs, ageMs } = await asking
    .catch((problem: unknown) => {
      // It left, it crashed, or its process ended meanwhile: that says more.
      refuseIfShareGone(membership, 'acquire')
      throw problem
    })
    .finally(() => {
      membership.acquiring = false
    })
  refuseIfShareGone(membership, 'acquire')
  const atMs = performance.now() - ageMs
  if (lockMs > 0) membership.lockMs = lockMs
  membership.held = messages.map((each) => ({ message: shareMessage(membership, each), atMs }))
  return listOf(membership, false)
}

function shareMessage({ connection }: ShareMembership, from: AcquiredMessage): ShareMessage {
  const message: ShareMessage = {
    ...new ReceivedMessage(from.topic.slice(connection.cluster.prefix.length), from.partition, {
      offset: String(from.offset),
      key: bytes(from.key),
      value: bytes(from.value),
      timestamp: String(from.timestampMs),
      attributes: 0,
      headers: Object.fromEntries(from.headers.map(([name, data]) => [name, bytes(data) ?? ''])),
    }),
    deliveryCount: from.deliveryCount,
  }
  return printed(message, () => lineOf(message))
}

function bytes(base64: string | null): Buffer | null {
  return base64 === null ? null : Buffer.from(base64, 'base64')
}

function listOf(membership: ShareMembership, again: boolean): ShareMessage[] {
  const messages = membership.held.map(({ message }) => message)
  const count = `${messages.length} ${messages.length === 1 ? 'message' : 'messages'}`
  const line = again
    ? `${count} that ${membership.name} held before: Kafka gives it more when each is accepted, released or rejected`
    : `${count}${messages.length === 0 ? '' : ` acquired for ${membership.name}, locked for ${((membership.lockMs ?? 0) / 1_000).toFixed(1)} s`}`
  return printed(messages, () => [line, ...messages.map((each) => `  ${lineOf(each)}`)].join('\n'))
}

function lineOf(message: ShareMessage): string {
  return `${messageLine(message)}, delivery ${message.deliveryCount}`
}
