import { nameProblem } from '../model/names.js'
import { reading } from '../model/options.js'
import { shown } from '../model/shown.js'
import type { Connection } from './connection.js'
import { mustExist } from './existing.js'
import type { Member } from './member.js'
import type { MessageRef } from './place.js'
import { placements } from './topics.js'
import type { Position } from './transactional.js'

/** The name of the group that positions are of, given by its name or as a member of it. Throws a sentence for anything else. */
export function groupOf(group: string | Pick<Member, 'group'>, cannot: string): string {
  const name: unknown = typeof group === 'object' && group !== null ? group.group : group
  const problem = nameProblem(name, 'group')
  if (problem !== null)
    throw new Error(
      `${cannot}: the name of the group will not do: ${problem}. Give the name of a group, or a member of it: tx.sendOffsets('worker', seen).`,
    )
  return name as string
}

/** The next offset to read after these messages, of each partition. Throws a sentence for what is no message. */
export function positionsAfter(messages: readonly MessageRef[], cannot: string): Position[] {
  const positions = new Map<string, Position>()
  for (const message of messages) {
    const { topic, partition, offset } = reading(cannot, 'a message', () => ({ ...message }))
    if (typeof topic !== 'string' || !isCount(partition) || !isCount(offset))
      throw new Error(
        `${cannot}: wanted messages, each with its topic, and its partition and offset from 0 on, found ${shown(message)}. ` +
          'Give it what receive() returned.',
      )
    const key = `${topic}/${partition}`
    const next = Math.max(positions.get(key)?.offset ?? 0, offset + 1)
    positions.set(key, { topic, partition, offset: next })
  }
  return [...positions.values()]
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && value !== Number.MAX_SAFE_INTEGER
}

/** Throws a sentence when the cluster has no such partition, or not as the lab's: Kafka would refuse the whole transaction. */
export async function mustHavePositions(
  connection: Connection,
  positions: readonly Position[],
  cannot: string,
): Promise<void> {
  const topics = [...new Set(positions.map(({ topic }) => topic))]
  await mustExist(connection, topics, cannot)
  const { prefix } = connection.cluster
  const placed = await placements(
    connection.admin,
    topics.map((topic) => prefix + topic),
  )
  for (const { topic, partition } of positions) {
    const count = placed.filter((each) => each.topic === prefix + topic).length
    if (partition >= count)
      throw new Error(
        `${cannot}: wanted a position in P${partition} of '${topic}', which has ${count === 1 ? 'only partition 0' : `partitions 0 to ${count - 1}`}. ` +
          'Give it what receive() returned.',
      )
  }
}
