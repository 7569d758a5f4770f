import { type Admin, ConfigResourceTypes, type ITopicConfig } from 'kafkajs'
import type { PartitionFacts } from '../model/observation.js'
import type { ExistingTopic } from '../model/topic-plan.js'
import { type WaitOptions, waitFor } from '../wait.js'
import { isLossOfBroker } from './loss.js'

type SeekEntries = Awaited<ReturnType<Admin['fetchTopicOffsets']>>

/** Where one partition is kept, by node ids. `leader` is null while there is none. */
export type Placement = Omit<PartitionFacts, 'start' | 'end'>

/** The topics that exist, without Kafka's inner ones. */
export async function listTopics(admin: Admin): Promise<string[]> {
  const names = await admin.listTopics()
  return names.filter((name) => !name.startsWith('__')).sort()
}

/** Leader, replicas and in-sync replicas of each partition of each topic, in order. Throws for a topic that does not exist. */
export async function placements(admin: Admin, topics: readonly string[]): Promise<Placement[]> {
  if (topics.length === 0) return []
  const { topics: found } = await admin.fetchTopicMetadata({ topics: [...topics] })
  return topics.flatMap((topic) =>
    (found.find(({ name }) => name === topic)?.partitions ?? [])
      .map(({ partitionId, leader, replicas, isr }) => ({
        topic,
        partition: partitionId,
        leader: leader < 0 ? null : leader,
        replicas,
        isr,
      }))
      .sort((a, b) => a.partition - b.partition),
  )
}

/**
 * First and next offset of each partition of a topic, by partition. The end is the last stable offset while
 * transactions are open. A leader that is just being chosen is waited for: kafkajs gives up on it at once. So it
 * does, with a TypeError, when its memory of the topic was replaced while it asked.
 */
export async function logBounds(
  admin: Admin,
  topic: string,
  options?: WaitOptions,
): Promise<{ start: number; end: number }[]> {
  const ask = async (saw: (seen: string) => void): Promise<SeekEntries | undefined> => {
    try {
      return await admin.fetchTopicOffsets(topic)
    } catch (problem) {
      const { retriable, message, type } = problem as { retriable?: boolean; message: string; type?: string }
      if (retriable !== true && !(problem instanceof TypeError) && !isLossOfBroker(problem)) throw problem
      saw(inWords(message, type))
      if (type === 'NOT_LEADER_FOR_PARTITION') await refreshLeaders(admin)
      return undefined
    }
  }
  const offsets = await waitFor(`the offsets of topic '${topic}'`, ask, options)
  const bounds: { start: number; end: number }[] = []
  for (const { partition, low, high } of offsets)
    bounds[partition] = { start: safeOffset(low), end: safeOffset(high) }
  return bounds
}

/** kafkajs asks for offsets as older clients did, which are told the same of two things. */
function inWords(message: string, type?: string): string {
  if (message.startsWith('Broker -1 not found')) return 'a partition has no leader'
  return type === 'LEADER_NOT_AVAILABLE'
    ? 'a partition has no leader, or a new one that does not know yet up to where its messages are replicated'
    : message
}

/**
 * Makes an admin client ask for all leaders anew. kafkajs asks the former leader for offsets until its memory is 5 minutes
 * old; a creation of no topic is the one call that refreshes the memory and changes nothing.
 */
async function refreshLeaders(admin: Admin): Promise<void> {
  await admin.createTopics({ validateOnly: true, waitForLeaders: false, topics: [] }).catch(() => {})
}

/** What was set on the topic itself, without Kafka's defaults. */
export async function topicSettings(admin: Admin, topic: string): Promise<ReadonlyMap<string, string>> {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: ConfigResourceTypes.TOPIC, name: topic }],
  })
  const entries = resources.flatMap(({ configEntries }) => configEntries)
  return new Map(entries.map(({ configName, configValue }) => [configName, configValue]))
}

/**
 * Creates one topic and returns when each partition has a leader: about 40 ms, where kafkajs' own waiting takes 140.
 * False when a topic of that name exists already.
 */
export async function createTopic(admin: Admin, topic: string, plan: ExistingTopic): Promise<boolean> {
  const created = await admin.createTopics({ waitForLeaders: false, topics: [configOf(topic, plan)] })
  if (!created) return false
  await waitFor(`a leader for each partition of topic '${topic}'`, async (saw) => {
    const known = await admin.listTopics()
    if (!known.includes(topic)) return undefined
    const placed = await placementsSoFar(admin, topic)
    const led = placed.filter(({ leader }) => leader !== null).length
    saw(`${led} of ${plan.partitions} partitions have one`)
    return led === plan.partitions ? true : undefined
  })
  return true
}

/** None while the broker that is asked has not heard of the topic: another one may have listed it. */
async function placementsSoFar(admin: Admin, topic: string): Promise<Placement[]> {
  try {
    return await placements(admin, [topic])
  } catch (problem) {
    if ((problem as { type?: string }).type === 'UNKNOWN_TOPIC_OR_PARTITION') return []
    throw problem
  }
}

/** Lets the broker check a topic's plan, and creates nothing. Throws what kafkajs says of a refusal. */
export async function validateTopic(admin: Admin, topic: string, plan: ExistingTopic): Promise<void> {
  await admin.createTopics({ validateOnly: true, waitForLeaders: false, topics: [configOf(topic, plan)] })
}

function configOf(topic: string, plan: ExistingTopic): ITopicConfig {
  return {
    topic,
    numPartitions: plan.partitions,
    replicationFactor: plan.replicas,
    configEntries: [...plan.settings].map(([name, value]) => ({ name, value })),
  }
}

/** Deletes topics and returns when the broker no longer knows them. */
export async function deleteTopics(admin: Admin, topics: readonly string[]): Promise<void> {
  if (topics.length === 0) return
  await admin.deleteTopics({ topics: [...topics] })
  await waitFor(`the broker to forget topic ${topics.join(', ')}`, async () => {
    const known = await admin.listTopics()
    return topics.some((topic) => known.includes(topic)) ? undefined : true
  })
}

/** kafkajs carries offsets as text; a number holds 2^53 of them, which is checked. */
export function safeOffset(text: string): number {
  const offset = Number(text)
  if (Number.isSafeInteger(offset)) return offset
  throw new Error(
    `Cannot read offset ${text}: the lab counts offsets up to ${Number.MAX_SAFE_INTEGER}. Use a topic with fewer records.`,
  )
}
