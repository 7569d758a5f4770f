import type { Message } from 'kafkajs'

/** The broker refuses 1 MiB, in which the overhead of each message counts too. */
const requestBytes = 512 * 1024

/**
 * The messages in requests that the broker takes, in order: each has at most `batchSize` messages, and 512 KiB of keys,
 * values and headers. A message that is larger has a request of its own.
 */
export function requestsOf(messages: readonly Message[], batchSize: number): Message[][] {
  const result: Message[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const message of messages) {
    const size = sizeOf(message)
    if (bytes + size > requestBytes || (result.at(-1)?.length ?? 0) >= batchSize) {
      result.push([])
      bytes = 0
    }
    result.at(-1)?.push(message)
    bytes += size
  }
  return result
}

function sizeOf({ key = null, value, headers = {} }: Message): number {
  const named = Object.entries(headers).flatMap(([name, values]) => [name, ...[values ?? []].flat()])
  return [key, value, ...named].reduce((sum, each) => sum + (each === null ? 0 : Buffer.byteLength(each)), 0)
}
