import { type Assignment, byId, type Subscriber, type TopicPartitions } from './assignor.js'

/**
 * Kafka's range assignor: topic by topic, the members that read it get neighbouring partitions, in the order of their
 * ids; where the count does not divide, the first ones get one more.
 *
 *     rangeAssignor([c1, c2], new Map([['orders', [0, 1, 2]]]))   // C1: 0 and 1, C2: 2
 *
 * Partitions of the same number meet at the same member in topics of the same size, and the first members carry the
 * surplus of every topic. Source: org.apache.kafka.clients.consumer.RangeAssignor.
 */
export function rangeAssignor(members: readonly Subscriber[], topics: TopicPartitions): Assignment {
  const shares = new Map(members.map(({ id }) => [id, [] as { topic: string; partition: number }[]]))
  for (const [topic, partitions] of topics) {
    const readers = byId(members.filter((member) => member.topics.includes(topic)))
    let from = 0
    for (const [index, { id }] of readers.entries()) {
      const surplus = index < partitions.length % readers.length ? 1 : 0
      const to = from + Math.floor(partitions.length / readers.length) + surplus
      for (const partition of partitions.slice(from, to)) shares.get(id)?.push({ topic, partition })
      from = to
    }
  }
  return shares
}
