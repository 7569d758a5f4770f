import { AssignerProtocol, type PartitionAssigner, PartitionAssigners } from 'kafkajs'
import type { Assignor, AssignorName, Subscriber, TopicPartitions } from '../model/assignor.js'
import { rangeAssignor } from '../model/range-assignor.js'
import { stickyAssignor } from '../model/sticky-assignor.js'
import type { Connection } from './connection.js'
import type { Membership } from './membership.js'
import { listTopics, placements } from './topics.js'

/** What a member tells the group of itself at each join; topics are real names. */
type Owned = Pick<Subscriber, 'owned' | 'generation'>

/** What a member owned last, and in which generation. */
export function ownedBy({ assignment, generation }: Membership): Owned {
  return { owned: assignment, generation }
}

/**
 * A member's assignor in the form that kafkajs takes.
 *
 *     kafka.consumer({ groupId, partitionAssigners: [partitionAssigner('sticky', connection, () => ownedBy(membership))] })
 *
 * 'round robin' is kafkajs' own, as it is: it deals the partitions of the topics that the *leader* reads to all
 * members in turn, sorted by id, whoever reads what; what a member did not subscribe to it drops, and nobody reads it.
 * 'range' and 'sticky' are the model's, and give a partition only to who reads its topic; on the wire they are
 * 'lab-range' and 'lab-sticky', so that no member of another program is taken to speak them.
 */
export function partitionAssigner(
  name: AssignorName,
  connection: Connection,
  owned: () => Owned,
): PartitionAssigner {
  if (name === 'round robin') return PartitionAssigners.roundRobin
  const assignor = name === 'range' ? rangeAssignor : stickyAssignor
  return adapted(`lab-${name}`, assignor, connection, owned)
}

const version = 0

function adapted(
  name: string,
  assignor: Assignor,
  connection: Connection,
  owned: () => Owned,
): PartitionAssigner {
  return ({ cluster }) => ({
    name,
    version,
    protocol: ({ topics }) => ({
      name,
      metadata: AssignerProtocol.MemberMetadata.encode({
        version,
        topics,
        userData: Buffer.from(JSON.stringify(owned())),
      }),
    }),
    async assign({ members, topics: mine }) {
      const subscribers = members.map(({ memberId, memberMetadata }) =>
        subscriberOf(memberId, memberMetadata),
      )
      const topics = [...new Set(subscribers.flatMap((each) => each.topics))].sort()
      // This client knows the topics that it reads itself; asking it for others would make it ask for them for ever.
      const others = await partitionsOf(
        connection,
        topics.filter((topic) => !mine.includes(topic)),
      )
      const known = new Map(
        topics.map((topic) => [
          topic,
          others.get(topic) ?? numbers(cluster.findTopicPartitionMetadata(topic)),
        ]),
      )
      return [...assignor(subscribers, known)].map(([memberId, partitions]) => ({
        memberId,
        memberAssignment: AssignerProtocol.MemberAssignment.encode({
          version,
          assignment: byTopic(partitions),
          userData: Buffer.alloc(0),
        }),
      }))
    },
  })
}

function subscriberOf(id: string, metadata: Buffer): Subscriber {
  const { topics = [], userData } = AssignerProtocol.MemberMetadata.decode(metadata) ?? {}
  return { id, topics, ...(JSON.parse(String(userData)) as Owned) }
}

function numbers(partitions: readonly { readonly partitionId: number }[]): number[] {
  return partitions.map(({ partitionId }) => partitionId).sort((a, b) => a - b)
}

function byTopic(partitions: Subscriber['owned']): Record<string, number[]> {
  const topics = [...new Set(partitions.map(({ topic }) => topic))]
  return Object.fromEntries(
    topics.map((each) => [
      each,
      partitions
        .filter(({ topic }) => topic === each)
        .map(({ partition }) => partition)
        .sort((a, b) => a - b),
    ]),
  )
}

/** The partitions of topics that other members read, by real names; none of a topic that is gone. */
async function partitionsOf({ admin }: Connection, topics: readonly string[]): Promise<TopicPartitions> {
  if (topics.length === 0) return new Map()
  const known = await listTopics(admin)
  const placed = await placements(
    admin,
    topics.filter((topic) => known.includes(topic)),
  )
  return new Map(
    topics.map((topic) => [
      topic,
      placed.filter((each) => each.topic === topic).map(({ partition }) => partition),
    ]),
  )
}
