import { inspect } from 'node:util'
import type { IHeaders, Message as KafkaJsMessage } from 'kafkajs'
import { encodeKey, encodeValue } from '../model/message.js'
import type { NewMessage } from './produce.js'

/**
 * Turns messages into bytes, all of them before any is sent: one that cannot be sent stops the whole call with nothing
 * sent. Throws a sentence that names the message by its place in the list, and the field.
 */
export function encodeAll(topic: string, messages: readonly NewMessage[]): KafkaJsMessage[] {
  return messages.map((message, index) => {
    try {
      if (!isMessage(message))
        throw new TypeError(
          `is ${JSON.stringify(message) ?? typeof message}, and a message is { key, value }.`,
        )
      const { key, value, headers, timestampMs, partition } = message
      return {
        key: encodeKey(key),
        value: encodeValue(value),
        headers: checkedHeaders(headers),
        timestamp: checkedTimestamp(timestampMs),
        ...(partition === undefined ? {} : { partition: checkedPartition(partition) }),
      }
    } catch (problem) {
      throw new Error(
        `Cannot produce to '${topic}': message ${index} of ${messages.length} ${(problem as Error).message} ` +
          'Nothing was sent; mend the message and run the cell again.',
        { cause: problem },
      )
    }
  })
}

function checkedHeaders(headers: unknown): IHeaders | undefined {
  if (headers === undefined) return undefined
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers))
    throw new TypeError(`has headers that are ${inspect(headers)}, and headers are { name: 'text' }.`)
  for (const [name, value] of Object.entries(headers))
    if (typeof value !== 'string')
      throw new TypeError(`has headers.${name} that is ${inspect(value)}, and a header's value is text.`)
  return headers as IHeaders
}

function checkedTimestamp(timestampMs: unknown): string | undefined {
  if (timestampMs === undefined) return undefined
  if (!Number.isSafeInteger(timestampMs) || (timestampMs as number) < 0)
    throw new TypeError(
      `has a timestampMs that is ${inspect(timestampMs)}, and a time is a whole number of ms since 1970.`,
    )
  return String(timestampMs)
}

function checkedPartition(partition: unknown): number {
  if (Number.isSafeInteger(partition) && (partition as number) >= 0) return partition as number
  throw new TypeError(
    `has a partition that is ${inspect(partition)}, and a partition is a whole number from 0 on.`,
  )
}

function isMessage(message: unknown): message is NewMessage {
  return typeof message === 'object' && message !== null
}
