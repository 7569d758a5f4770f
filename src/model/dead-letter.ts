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

/** Before the names of its own that a message carried under the queue's four: `previous-error`. */
const before = 'previous-'
const taken = new RegExp(`^(?:${before})*(?:${Object.values(names).join('|')})$`)

/**
 * The headers of a message in a dead letter queue: its own, and why it is there and where it came from, as text. Its
 * own of these four names, which a queue of a queue has, too, are kept with `previous-` before them.
 *
 *     deadLetterHeaders(message, 'card declined')['original-offset']   // '3'
 */
export function deadLetterHeaders(
  message: TopicPartition & { readonly offset: number; readonly headers: Headers },
  error: string,
): Headers {
  return {
    ...renamed(message.headers, (name) => (taken.test(name) ? before + name : name)),
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
  const own = Object.entries(headers).filter(([name]) => !ours.has(name))
  return renamed(Object.fromEntries(own), (name) => (taken.test(name) ? name.slice(before.length) : name))
}

function renamed(headers: Headers, rename: (name: string) => string): Headers {
  return Object.fromEntries(Object.entries(headers).map(([name, text]) => [rename(name), text]))
}
