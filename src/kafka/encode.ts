import type { IHeaders, Message as KafkaJsMessage } from 'kafkajs'
import { bytesOf, encodeKey, encodeValue } from '../model/message.js'
import { reading } from '../model/options.js'
import { named, shown } from '../model/shown.js'
import type { NewMessage } from './produce.js'

/** Messages as they were when they were looked at, and ready to be sent, in the same order. */
export interface Encoded {
  readonly messages: readonly NewMessage[]
  readonly ready: KafkaJsMessage[]
}

/**
 * Makes messages ready to be sent, all of them before any is: one that cannot be sent stops the whole call with nothing
 * sent. Each field is read once. Throws a sentence that names the message by its place in the list, and the field.
 */
export function encodeAll(topic: string, messages: readonly NewMessage[]): Encoded {
  const encoded: { readonly messages: NewMessage[]; readonly ready: KafkaJsMessage[] } = {
    messages: [],
    ready: [],
  }
  const next = 'Nothing was sent; mend the message and run the cell again.'
  for (const [index, message] of messages.entries()) {
    const cannot = (): string => `Cannot produce to ${named(topic)}: message ${index} of ${messages.length}`
    if (!isMessage(message))
      throw new TypeError(`${cannot()} is ${shown(message)}, and a message is { key, value }. ${next}`)
    const read = reading(cannot, 'it', () => readOnce(message))
    try {
      encoded.ready.push(readied(read))
    } catch (problem) {
      throw new Error(`${cannot()} ${(problem as Error).message} ${next}`, { cause: problem })
    }
    encoded.messages.push(read)
  }
  return encoded
}

/** kafkajs copies each message and sets these on the copy, which V8 does in a sixtieth of the time where they are there. */
interface ReadyMessage extends KafkaJsMessage {
  readonly offsetDelta: number
  readonly timestampDelta: number
}

function readied({ key, value, headers, timestampMs, partition }: NewMessage): ReadyMessage {
  const message: ReadyMessage = {
    offsetDelta: 0,
    timestampDelta: 0,
    key: encodeKey(key),
    value: encodeValue(value),
    headers: checkedHeaders(headers),
    timestamp: checkedTimestamp(timestampMs),
  }
  if (partition !== undefined) message.partition = checkedPartition(partition)
  return message
}

const fields = ['key', 'value', 'headers', 'timestampMs', 'partition'] as const

/** A copy of a message with those fields that it has, of its own or of its class. */
function readOnce(message: NewMessage): NewMessage {
  const read: { -readonly [Name in keyof NewMessage]: unknown } = { ...message }
  for (const name of fields) if (name in message && !Object.hasOwn(read, name)) read[name] = message[name]
  return read as NewMessage
}

function checkedHeaders(headers: unknown): IHeaders | undefined {
  if (headers === undefined) return undefined
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers))
    throw new TypeError(`has headers that are ${shown(headers)}, and headers are { name: 'text' }.`)
  const bytes = Object.entries(headers).map(([name, value]): [string, Buffer] => {
    bytesOf(name, "a header's name")
    if (typeof value !== 'string')
      throw new TypeError(`has headers.${name} that is ${shown(value)}, and a header's value is text.`)
    return [name, bytesOf(value, `a header '${name}'`)]
  })
  return Object.fromEntries(bytes)
}

function checkedTimestamp(timestampMs: unknown): string | undefined {
  if (timestampMs === undefined) return undefined
  if (!Number.isSafeInteger(timestampMs) || (timestampMs as number) < 0)
    throw new TypeError(
      `has a timestampMs that is ${shown(timestampMs)}, and a time is a whole number of ms since 1970.`,
    )
  return String(timestampMs)
}

function checkedPartition(partition: unknown): number {
  if (Number.isSafeInteger(partition) && (partition as number) >= 0) return partition as number
  throw new TypeError(
    `has a partition that is ${shown(partition)}, and a partition is a whole number from 0 on.`,
  )
}

function isMessage(message: unknown): message is NewMessage {
  return typeof message === 'object' && message !== null
}
