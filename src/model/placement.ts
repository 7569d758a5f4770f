import type { TopicPartition } from './observation.js'

/** A message that has its place in a log, sent or received. */
export interface PlacedMessage extends TopicPartition {
  readonly offset: number
  /** null or nothing: without a key. */
  readonly key?: string | Uint8Array | null
}

/** One message and when it came: `number` counts from 1 in the order of the list it was in. */
export interface NumberedMessage<M extends PlacedMessage = PlacedMessage> {
  readonly number: number
  readonly key: string
  readonly message: M
}

/** The messages of one partition, by offset. */
export interface Lane<M extends PlacedMessage = PlacedMessage> {
  readonly partition: number
  readonly messages: readonly NumberedMessage<M>[]
}

/**
 * Sorts messages of one topic into its partitions, each in log order, with the number that each had in the list. Empty
 * partitions are there too: that is why the count is asked for.
 *
 *     lanesOf(sent, 3)[1].messages.map(({ number }) => number)   // [1, 2, 3, 5]
 *
 * Throws a sentence when the messages are of several topics, the count is no partition count, or a partition is outside.
 */
export function lanesOf<M extends PlacedMessage>(messages: readonly M[], partitions: number): Lane<M>[] {
  const cannot = 'Cannot sort messages into partitions'
  if (!Number.isSafeInteger(partitions) || partitions < 1)
    throw new Error(`${cannot}: wanted a whole number of partitions from 1 on, found ${partitions}. Mend it.`)
  const topics = [...new Set(messages.map(({ topic }) => topic))]
  if (topics.length > 1)
    throw new Error(
      `${cannot}: wanted messages of one topic, found ${topics.map((topic) => `'${topic}'`).join(' and ')}. Take one topic's.`,
    )
  const outside = messages.find(({ partition }) => !(partition >= 0 && partition < partitions))
  if (outside !== undefined)
    throw new Error(
      `${cannot}: wanted partitions 0 to ${partitions - 1}, found a message in ${outside.partition}. Pass how many partitions '${outside.topic}' has now.`,
    )
  const numbered = messages.map((message, at) => ({ number: at + 1, key: keyName(message.key), message }))
  return Array.from({ length: partitions }, (_, partition) => ({
    partition,
    messages: numbered
      .filter(({ message }) => message.partition === partition)
      .sort((a, b) => a.message.offset - b.message.offset),
  }))
}

/** What to call a key: its text, `(empty)`, `(no key)`, or its bytes in hexadecimal. */
export function keyName(key: PlacedMessage['key']): string {
  if (key === null || key === undefined) return NO_KEY
  if (key.length === 0) return '(empty)'
  return typeof key === 'string'
    ? key
    : `0x${[...key].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

/** The name of having no key, which is not the empty key. */
export const NO_KEY = '(no key)'

/** Keys in the order of their first message; having none is no key. */
export function keysOf(lanes: readonly Pick<Lane, 'messages'>[]): string[] {
  const all = lanes.flatMap(({ messages }) => messages).sort((a, b) => a.number - b.number)
  return [...new Set(all.map(({ key }) => key))].filter((key) => key !== NO_KEY)
}
