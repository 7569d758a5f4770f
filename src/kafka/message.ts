import { inspect } from 'node:util'
import { isUint8Array } from 'node:util/types'
import type { IHeaders, KafkaMessage } from 'kafkajs'
import { decodeText, decodeValue } from '../model/message.js'
import { safeOffset } from './topics.js'

/** A message as a member received it. */
// biome-ignore lint/suspicious/noExplicitAny: a lesson reads fields of its own JSON; join<Order>(…) gives them a type.
export interface Message<V = any> {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  /** null: the message has no key. An empty string is a key. Bytes where it is not text. */
  readonly key: string | Uint8Array | null
  /** Parsed JSON; text where the bytes are not JSON; null for a tombstone. */
  readonly value: V
  /** The bytes of the value; null for a tombstone. */
  readonly raw: Uint8Array | null
  readonly headers: Readonly<Record<string, string>>
  /** When it was produced, in ms since 1970. */
  readonly timestampMs: number
}

/** kafkajs' message as the lab's: a class, since an inbox has tens of thousands, and what they share need not be on each. */
export class ReceivedMessage implements Message {
  declare readonly topic: string
  declare readonly partition: number
  declare readonly offset: number
  declare readonly key: Message['key']
  declare readonly value: Message['value']
  declare readonly raw: Message['raw']
  declare readonly headers: Message['headers']
  declare readonly timestampMs: number

  constructor(topic: string, partition: number, message: KafkaMessage) {
    this.topic = topic
    this.partition = partition
    this.offset = safeOffset(message.offset)
    this.key = decodeText(message.key)
    this.value = decodeValue(message.value)
    this.raw = message.value
    this.headers = headersOf(message.headers)
    this.timestampMs = Number(message.timestamp)
  }

  [inspect.custom](): string {
    return messageLine(this)
  }
}

/** What most messages have: one object for all of them, in an inbox of 50 000. */
const noHeaders: Message['headers'] = Object.freeze({})

function headersOf(headers: IHeaders = {}): Message['headers'] {
  const entries = Object.entries(headers)
  return entries.length === 0
    ? noHeaders
    : Object.fromEntries(entries.map(([name, value]) => [name, headerText(value)]))
}

/** kafkajs puts what every object has under the name, such as a `constructor`, before the header's own bytes. */
function headerText(value: IHeaders[string]): string {
  return [value].flat().filter(isUint8Array).map(String).join(',')
}

/** A message in one line. */
export function messageLine({ topic, partition, offset, key, value }: Message): string {
  const text = JSON.stringify(value) ?? 'undefined'
  return `${topic} P${partition} @${offset} ${key === null ? '(no key)' : key} ${text.length > 80 ? `${text.slice(0, 79)}…` : text}`
}
