import { collision, nameProblem } from '../model/names.js'
import { printed } from '../model/printed.js'
import type { Connection } from './connection.js'
import { createTopic, listTopics, placements, topicSettings } from './topics.js'

/** A topic as a lesson wants it. */
export interface TopicPlan {
  readonly topic: string
  /** Default 1. */
  readonly partitions?: number
  /** Replicas of each partition; default 1. */
  readonly replicas?: number
  /** Topic settings by Kafka's names: `{ 'retention.ms': 86400000, 'compression.type': 'snappy' }`. */
  readonly settings?: Readonly<Record<string, string | number | boolean>>
}

/** One thing in which a topic is not as planned. */
export interface Difference {
  /** partitions, replicas, or the name of a setting. */
  readonly what: string
  readonly wanted: string
  readonly found: string
}

/** What provisioning did with one topic. */
export interface Provisioned {
  readonly topic: string
  /** `differs`: it exists and was left as it is. */
  readonly outcome: 'created' | 'exists' | 'differs'
  readonly differences: readonly Difference[]
  readonly tookMs: number
}

/**
 * Creates the topic unless it exists, in which case it is compared with the plan and left alone.
 * Throws a sentence when Kafka would refuse the plan.
 */
export async function provisionTopic(connection: Connection, plan: TopicPlan): Promise<Provisioned> {
  const { admin, cluster } = connection
  const started = performance.now()
  const topic = cluster.prefix + plan.topic
  const known = await listTopics(admin)
  const wanted = {
    topic,
    partitions: plan.partitions ?? 1,
    replicas: plan.replicas ?? 1,
    settings: new Map(Object.entries(plan.settings ?? {}).map(([name, value]) => [name, String(value)])),
  }
  refuseUnlessPossible(plan, topic, known)
  try {
    const created = !known.includes(topic) && (await createTopic(admin, wanted))
    const differences = created ? [] : await differencesOf(connection, wanted)
    const result: Provisioned = {
      topic: plan.topic,
      outcome: created ? 'created' : differences.length > 0 ? 'differs' : 'exists',
      differences,
      tookMs: performance.now() - started,
    }
    return printed(result, () => provisionedLine(result))
  } catch (problem) {
    throw new Error(
      `Cannot create topic '${plan.topic}': Kafka refused it (${reasonOf(problem)}). Mend the plan and run the cell again.`,
      { cause: problem },
    )
  }
}

/** One line about one topic, also for its print form. */
export function provisionedLine({ topic, outcome, differences, tookMs }: Provisioned): string {
  if (outcome === 'created') return `${topic}: created in ${Math.round(tookMs)} ms`
  if (outcome === 'exists') return `${topic}: exists`
  const parts = differences.map(({ what, wanted, found }) => `${what} is ${found}, wanted ${wanted}`)
  return `${topic}: exists but differs (${parts.join('; ')}). It was left as it is; provision it with { fresh: true } to delete it and make it anew.`
}

function refuseUnlessPossible(plan: TopicPlan, topic: string, known: readonly string[]): void {
  const cannot = `Cannot create topic '${plan.topic}'`
  const problem = nameProblem(topic)
  if (problem !== null) throw new Error(`${cannot}: ${problem}. Choose another name.`)
  const other = known.includes(topic) ? null : collision(topic, known)
  if (other !== null)
    throw new Error(
      `${cannot}: topic '${other}' exists, and Kafka refuses names that differ only in '.' and '_', ` +
        'because both become the same metric name. Choose a name that differs in more.',
    )
  for (const [what, count] of [
    ['partitions', plan.partitions],
    ['replicas', plan.replicas],
  ] as const)
    if (count !== undefined && !(Number.isInteger(count) && count >= 1))
      throw new Error(`${cannot}: wanted a whole number of ${what} from 1 on, found ${count}. Say how many it is to have.`)
}

async function differencesOf(
  { admin }: Connection,
  wanted: { topic: string; partitions: number; replicas: number; settings: ReadonlyMap<string, string> },
): Promise<Difference[]> {
  const placed = await placements(admin, [wanted.topic])
  const found = await topicSettings(admin, wanted.topic)
  const replicas = placed[0]?.replicas.length ?? 0
  const pairs = [
    { what: 'partitions', wanted: String(wanted.partitions), found: String(placed.length) },
    { what: 'replicas', wanted: String(wanted.replicas), found: String(replicas) },
    ...[...wanted.settings].map(([what, value]) => ({ what, wanted: value, found: found.get(what) ?? 'not set' })),
  ]
  return pairs.filter((pair) => pair.wanted !== pair.found)
}

/** kafkajs hides Kafka's words in an aggregate. */
function reasonOf(problem: unknown): string {
  const { errors, message } = problem as { errors?: readonly Error[]; message: string }
  return errors?.[0]?.message ?? message
}
