import type { PlacedMessage } from '../../src/model/placement.js'

/** A message that was sent, with a word on it. */
export interface Sent extends PlacedMessage {
  readonly word: string
}

/** Messages in the order of sending, each as 'partition key word'; offsets count up from 0 in each partition. */
export function sentTo(topic: string, ...lines: readonly string[]): Sent[] {
  const ends = new Map<number, number>()
  return lines.map((line) => {
    const [at = '', key = '', word = ''] = line.split(' ')
    const partition = Number(at)
    const offset = ends.get(partition) ?? 0
    ends.set(partition, offset + 1)
    return { topic, partition, offset, key: key === '-' ? null : key, word }
  })
}

/** Lesson 01: five events of three orders on three partitions, as the hash of the key places them. */
export const orders: Sent[] = sentTo(
  'orders',
  '1 order-100 created',
  '1 order-101 paid',
  '1 order-100 shipped',
  '0 order-102 created',
  '1 order-100 delivered',
)

const userPartitions = [2, 2, 2, 1, 1, 2, 2, 0, 2, 2, 1, 0]

/** Lesson 01: thirty events of twelve users on three partitions. */
export const users: Sent[] = sentTo(
  'user-events',
  ...Array.from({ length: 30 }, (_, id) => `${userPartitions[id % 12]} user-${1 + (id % 12)}`),
)

/** A key with most of the traffic, a thousand others, messages without a key, an empty key, and markup in a key. */
export const crowd: Sent[] = [
  ...sentTo('t', ...Array.from({ length: 1_000 }, (_, id) => `0 user-${id}`)),
  ...sentTo('t', ...Array.from({ length: 800 }, () => '1 user-0'), '1 - none', '1 -', '1 <b>&"key"'),
  ...sentTo('t', '2 - a', '2  b'),
]
