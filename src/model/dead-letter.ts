import { offsetProblem } from './message.js'
import type { TopicPartition } from './observation.js'

/** Headers of a message. */
export type Headers = Readonly<Record<string, string>>

const names = {
  error: 'error',
  topic: 'original-topic',
  partition: 'original-partition',
  offset: 'original-offset',
} as const

/**
 * The headers of a message in a dead letter queue: its own, and why it is there and where it came from, as text. Its
 * own of these four names are replaced.
 *
 *     deadLetterHeaders(message, 'card declined')['original-offset']   // '3'
 */
export function deadLetterHeaders(
  message: TopicPartition & { readonly offset: number; readonly headers: Headers },
  error: string,
): Headers {
  return {
    ...message.headers,
    [names.error]: error,
    [names.topic]: message.topic,
    [names.partition]: String(message.partition),
    [names.offset]: String(message.offset),
  }
}

/** Where a message of a dead letter queue came from; null when its headers do not say so. */
export function originOf(headers: Headers): (TopicPartition & { readonly offset: number }) | null {
  const topic = headers[names.topic] ?? ''
  const partition = numberIn(headers[names.partition])
  const offset = numberIn(headers[names.offset])
  return topic === '' || partition === null || offset === null ? null : { topic, partition, offset }
}

function numberIn(text = ''): number | null {
  return /^\d+$/.test(text) && offsetProblem(Number(text)) === null ? Number(text) : null
}

/** The headers that the message had before it came into the dead letter queue. */
export function originalHeaders(headers: Headers): Headers {
  const ours = new Set<string>(Object.values(names))
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ours.has(name)))
}
