import type { PartitionFacts } from '../model/observation.js'
import { shown } from '../model/shown.js'
import { waitFor } from '../wait.js'
import { renewAdmin } from './connection.js'
import { mustExist } from './existing.js'
import { partitionFacts } from './observe.js'
import type { Provisioning } from './provisioning.js'
import { placements } from './topics.js'

/** Kafka 4.2's controller does not refuse 100 000 new partitions: it fails, and the cluster with it. */
const most = 1_000

/**
 * Gives an existing topic (named without prefix) more partitions, `count` in all, and returns all of them when each has a
 * leader. Members and producers that run already learn of them at their next look at the metadata, in kafkajs after up
 * to 5 minutes.
 * Throws a sentence when `count` is not a whole number above the topic's partition count (Kafka can add partitions and
 * cannot take any away), when it is above 1000, or when Kafka refuses it.
 * Source: Kafka documentation, "Modifying topics".
 */
export async function addPartitions(
  lab: Provisioning,
  topic: string,
  count: number,
): Promise<PartitionFacts[]> {
  const { connection } = lab
  await mustExist(connection, [topic], `Cannot add partitions to '${topic}'`)
  const name = connection.cluster.prefix + topic
  const found = (await placements(connection.admin, [name])).length
  const cannot = `Cannot bring topic '${topic}' to ${shown(count)} partitions`
  if (!Number.isSafeInteger(count) || count < 1)
    throw new Error(
      `${cannot}: wanted a whole number above ${found}, which it has. Name how many it shall have in all.`,
    )
  if (count === found)
    throw new Error(
      `${cannot}: it has ${found} already. Name a larger number, or provision it with { fresh: true } to begin anew.`,
    )
  if (count < found)
    throw new Error(
      `${cannot}: it has ${found}, and Kafka never takes partitions away, because their records would go with them. Name a larger number, or provision it with { fresh: true } to delete it and make it anew.`,
    )
  if (count > most)
    throw new Error(
      `${cannot}: the lab gives a topic at most ${most}, because each costs the brokers files and memory. Name a smaller number.`,
    )
  try {
    await connection.admin.createPartitions({ topicPartitions: [{ topic: name, count }] })
  } catch (problem) {
    const said = (problem as Error).message.replace(/\.?$/, '.')
    throw new Error(
      `${cannot}: Kafka refused it: ${said} Look with lab.describe('${topic}') at what it has now.`,
      {
        cause: problem,
      },
    )
  }
  await waitFor(`a leader for each of the ${count} partitions of topic '${topic}'`, async (saw) => {
    const placed = await placements(connection.admin, [name])
    const led = placed.filter(({ leader }) => leader !== null).length
    saw(`${led} of ${count} have one`)
    return led === count ? true : undefined
  })
  await renewAdmin(connection)
  lab.topics.add(topic)
  lab.record(null, null, { type: 'partitions-added', topic, partitions: count })
  return partitionFacts(connection, [topic])
}
