import { type Assignment, byId, type Subscriber, type TopicPartitions } from './assignor.js'
import type { TopicPartition } from './observation.js'

/** A member with the partitions that it is to get. */
interface Share {
  readonly member: Subscriber
  readonly partitions: TopicPartition[]
}

/**
 * A sticky assignor: each member keeps what it owned, what nobody owned goes to those who have the least, and then no
 * more moves than balance needs: until nobody has two more than another who could read one of them.
 *
 *     // C1 owned 0 to 5, C2 is new
 *     stickyAssignor([c1, c2], new Map([['orders', [0, 1, 2, 3, 4, 5]]]))   // C1: 0, 1, 2, C2: 5, 4, 3
 *
 * Where two say that they owned a partition, the one of the later generation is believed: the other had lost its
 * session meanwhile. With equal subscriptions as few partitions move as can; with unequal ones it may move more, and
 * leave a difference that only a chain of moves would close. Kafka's own sticky assignor is of the same kind.
 * Source: KIP-54; org.apache.kafka.clients.consumer.StickyAssignor.
 */
export function stickyAssignor(members: readonly Subscriber[], topics: TopicPartitions): Assignment {
  const shares = byId(members).map((member): Share => ({ member, partitions: [] }))
  const left = new Map(
    [...topics].flatMap(([topic, partitions]) =>
      partitions.map((partition): [string, TopicPartition] => [
        nameOf({ topic, partition }),
        { topic, partition },
      ]),
    ),
  )
  for (const { member, partitions } of latestFirst(shares))
    for (const at of member.owned) {
      if (!reads(member, at) || !left.delete(nameOf(at))) continue
      partitions.push(at)
    }
  for (const at of left.values()) least(shares.filter(({ member }) => reads(member, at)))?.partitions.push(at)
  while (moveOne(shares));
  return new Map(shares.map(({ member, partitions }) => [member.id, partitions]))
}

/** Moves one partition from who has most to who has least, where that makes them more equal; false when nothing is left to do. */
function moveOne(shares: readonly Share[]): boolean {
  const byCount = [...shares].sort((a, b) => b.partitions.length - a.partitions.length)
  for (const from of byCount)
    for (const to of [...byCount].reverse()) {
      if (from.partitions.length - to.partitions.length < 2) break
      const at = from.partitions.findLastIndex((each) => reads(to.member, each))
      if (at < 0) continue
      to.partitions.push(...from.partitions.splice(at, 1))
      return true
    }
  return false
}

function latestFirst(shares: readonly Share[]): Share[] {
  const age = ({ member }: Share): number => member.generation ?? Number.POSITIVE_INFINITY
  return [...shares].sort((a, b) => (age(a) === age(b) ? 0 : age(b) - age(a)))
}

function least(shares: readonly Share[]): Share | undefined {
  return shares.reduce<Share | undefined>(
    (best, each) => (best === undefined || each.partitions.length < best.partitions.length ? each : best),
    undefined,
  )
}

function reads({ topics }: Subscriber, { topic }: TopicPartition): boolean {
  return topics.includes(topic)
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`
}
