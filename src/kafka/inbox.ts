import type { KafkaMessage } from 'kafkajs'
import { deliver, emptyLedger, type Ledger } from '../model/ledger.js'
import type { TopicPartition } from '../model/observation.js'
import { contains } from '../model/ranges.js'
import type { Message } from './message.js'

/**
 * How much a member keeps, all partitions together: messages, and bytes of their values. When either is there it pauses
 * fetching; what the last fetch brought beyond it waits undecoded, so that it is not fetched again.
 */
export const inboxLimit = { messages: 50_000, bytes: 64 * 1024 * 1024 }

/** What came and found no room. It counts as not received yet. */
export interface Waiting {
  readonly messages: readonly KafkaMessage[]
  /** The offset after its last record, which may carry no message. */
  readonly position: number
}

/** What a member holds of one partition that it owns. */
export interface PartitionInbox extends TopicPartition {
  ledger: Ledger
  /** By offset, each once. */
  messages: Message[]
  /** Of the values of these messages. */
  bytes: number
  waiting: Waiting | null
  /** The position up to which `receive()` has handed messages out. */
  handedOut: number
  /** The next offset that `handle()` begins with. */
  handledTo: number
  /** The group's committed offset as far as this member knows; null: never committed. */
  committed: number | null
  /** How many messages were newly acknowledged since its last commit; null: no acknowledgement waits for one. */
  uncommitted: number | null
}

/** A member's messages since the group's last rebalance: names of partitions are `topic/partition`. */
export type Inbox = Map<string, PartitionInbox>

/** The name under which an inbox files a partition. */
export function partitionName({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`
}

/** An inbox for one partition, reading from `start`. */
export function emptyPartition(at: TopicPartition, start: number, committed: number | null): PartitionInbox {
  const { topic, partition } = at
  return {
    topic,
    partition,
    ledger: emptyLedger(start),
    messages: [],
    bytes: 0,
    waiting: null,
    handedOut: start,
    handledTo: start,
    committed,
    uncommitted: null,
  }
}

/** How many messages the inbox holds. */
export function sizeOf(inbox: Inbox): number {
  return [...inbox.values()].reduce((size, { messages }) => size + messages.length, 0)
}

/** Whether the inbox holds as much as it may. */
export function isFull(inbox: Inbox): boolean {
  return sizeOf(inbox) >= inboxLimit.messages || bytesOf(inbox) >= inboxLimit.bytes
}

/** As many of the values, from the first on, as there is room for; the one that fills the inbox is taken whole. */
export function fitting<T extends { readonly value: Uint8Array | null }>(
  inbox: Inbox,
  values: readonly T[],
): T[] {
  const room = Math.max(0, inboxLimit.messages - sizeOf(inbox))
  let bytes = bytesOf(inbox)
  const tooMuch = values.findIndex(({ value }, index) => {
    if (index >= room || bytes >= inboxLimit.bytes) return true
    bytes += value?.length ?? 0
    return false
  })
  return tooMuch === -1 ? [...values] : values.slice(0, tooMuch)
}

/** Files a batch. `position` is the offset after its last record, which may carry no message. */
export function file(into: PartitionInbox, messages: readonly Message[], position: number): void {
  const first = messages[0]?.offset ?? position
  const movedBack = first < into.ledger.start
  if (movedBack) {
    into.messages = []
    into.bytes = 0
    into.handedOut = first
    into.handledTo = first
  }
  const known = into.ledger.delivered
  const fresh = movedBack ? messages : messages.filter(({ offset }) => !contains(known, offset))
  into.ledger = deliver(into.ledger, { offsets: fresh.map(({ offset }) => offset), position })
  for (const message of fresh) {
    into.messages.push(message)
    into.bytes += message.raw?.length ?? 0
  }
}

/** All messages, by topic, partition and offset. */
export function contents(inbox: Inbox): Message[] {
  return inOrder(inbox).flatMap(({ messages }) => messages)
}

/** The messages that were not handed out yet; from now on they are. */
export function handOut(inbox: Inbox): Message[] {
  return inOrder(inbox).flatMap((each) => {
    const news = each.messages.filter(({ offset }) => offset >= each.handedOut)
    each.handedOut = Math.max(each.handedOut, each.ledger.position)
    return news
  })
}

/** Forgets the acknowledged messages, the only ones ever dropped, to make room. Their acknowledgements stay. */
export function makeRoom(inbox: Inbox): void {
  for (const each of inbox.values()) {
    each.messages = each.messages.filter(({ offset }) => !contains(each.ledger.acknowledged, offset))
    each.bytes = each.messages.reduce((bytes, { raw }) => bytes + (raw?.length ?? 0), 0)
  }
}

/** Whether the inbox holds messages that `makeRoom` would drop. */
export function canMakeRoom(inbox: Inbox): boolean {
  return [...inbox.values()].some(({ messages, ledger }) =>
    messages.some(({ offset }) => contains(ledger.acknowledged, offset)),
  )
}

function bytesOf(inbox: Inbox): number {
  return [...inbox.values()].reduce((sum, { bytes }) => sum + bytes, 0)
}

/** The partitions, by topic and number. */
export function inOrder(inbox: Inbox): PartitionInbox[] {
  return [...inbox.values()].sort((a, b) => a.topic.localeCompare(b.topic) || a.partition - b.partition)
}
