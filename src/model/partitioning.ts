import { isUint8Array } from 'node:util/types'
import { printed } from './printed.js'
import { shown } from './shown.js'

/** How a keyed record finds its partition, step by step: what lesson 01 shows. */
export interface PartitionSteps {
  /** The key's bytes; a string key is UTF-8. */
  readonly bytes: Uint8Array
  /** murmur2 of the bytes, a signed 32-bit integer. */
  readonly hash: number
  /** The hash without its sign bit: 0 to 2147483647. */
  readonly positive: number
  /** `positive` mod the partition count, from 0. */
  readonly partition: number
}

/**
 * The partition that Kafka's producer clients choose for a key, with the steps on the way, which it prints in one line:
 * toPositive(murmur2(bytes)) mod the partition count that the client knows.
 *
 *     partitionFor('user-1', 3).partition   // 2
 *
 * The empty string is a key (of no bytes); a record without a key is not placed by this rule.
 * Throws a RangeError when `partitions` is not a whole number from 1 on, and a TypeError for a key of another kind.
 * Source: BuiltInPartitioner.partitionForKey of Kafka's Java client.
 */
export function partitionFor(key: string | Uint8Array, partitions: number): PartitionSteps {
  if (!Number.isSafeInteger(partitions) || partitions < 1)
    throw new RangeError(
      `Cannot choose a partition among ${shown(partitions)}: a topic has a whole number of partitions, at least 1. Pass the topic's partition count.`,
    )
  if (typeof key !== 'string' && !isUint8Array(key))
    throw new TypeError(
      `Cannot choose a partition for ${shown(key)}: wanted a key of text or bytes, since a record without one is placed otherwise. Write it as text, for example String(key).`,
    )
  const bytes = typeof key === 'string' ? new TextEncoder().encode(key) : key
  const hash = murmur2(bytes)
  const positive = toPositive(hash)
  const steps: PartitionSteps = { bytes, hash, positive, partition: positive % partitions }
  const named = typeof key === 'string' ? `'${shortened(key)}' = ` : ''
  return printed(steps, () => named + stepsLine(steps, partitions))
}

function shortened(key: string): string {
  return key.length > 24 ? `${key.slice(0, 23)}…` : key
}

function stepsLine({ bytes, hash, positive, partition }: PartitionSteps, partitions: number): string {
  const hex = [...bytes.subarray(0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
  const shown = bytes.length === 0 ? 'no bytes' : bytes.length > 12 ? `${hex} …` : hex
  return `${shown} → murmur2 ${hash} → positive ${positive} → mod ${partitions} = P${partition}`
}

/**
 * Clears the sign bit: Kafka's way from a hash to a number from 0 on. Not the absolute value:
 *
 *     toPositive(-1)   // 2147483647
 *
 * Source: org.apache.kafka.common.utils.Utils.toPositive.
 */
export function toPositive(hash: number): number {
  return hash & 0x7fffffff
}

/**
 * Kafka's hash of a key: murmur2, 32 bits, with the seed of Kafka's clients. Returns a signed 32-bit integer.
 *
 *     murmur2(new TextEncoder().encode('user-1'))   // 1404122828
 *
 * Source: org.apache.kafka.common.utils.Utils.murmur2.
 */
export function murmur2(bytes: Uint8Array): number {
  const multiplier = 0x5bd1e995
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tail = bytes.length & ~3
  let hash = 0x9747b28c ^ bytes.length
  for (let at = 0; at < tail; at += 4) {
    let word = Math.imul(view.getInt32(at, true), multiplier)
    word ^= word >>> 24
    hash = Math.imul(hash, multiplier) ^ Math.imul(word, multiplier)
  }
  if (tail < bytes.length) {
    for (let at = tail; at < bytes.length; at++) hash ^= view.getUint8(at) << (8 * (at - tail))
    hash = Math.imul(hash, multiplier)
  }
  hash = Math.imul(hash ^ (hash >>> 13), multiplier)
  return hash ^ (hash >>> 15)
}
