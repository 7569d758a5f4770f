import type { Admin } from 'kafkajs'
import { collision, nameProblem } from '../model/names.js'
import { printed } from '../model/printed.js'
import { named } from '../model/shown.js'
import {
  complete,
  countProblem,
  differencesOf,
  type ExistingTopic,
  type Provisioned,
  provisionedLine,
  settingsProblem,
  type TopicPlan,
} from '../model/topic-plan.js'
import { waitFor } from '../wait.js'
import type { Connection } from './connection.js'
import { createTopic, listTopics, placements, topicSettings, validateTopic } from './topics.js'

/** Throws a sentence for a plan whose name or counts Kafka would refuse; Kafka itself is not asked. */
export function checkPlan({ cluster }: Connection, plan: TopicPlan): void {
  const problem =
    nameProblem(plan.topic) ??
    nameProblem(cluster.prefix + plan.topic) ??
    countProblem(plan) ??
    settingsProblem(plan)
  if (problem !== null)
    throw new Error(
      `Cannot create topic ${named(plan.topic)}: ${problem}. Mend the plan and run the cell again.`,
    )
}

/** Lets Kafka check a plan without creating anything. Throws a sentence in its words when it would refuse. */
export async function rehearse({ admin, cluster }: Connection, plan: TopicPlan): Promise<void> {
  const topic = cluster.prefix + plan.topic
  const known = await listTopics(admin)
  // A topic that exists cannot be created, not even in rehearsal: its plan is checked under a name that nobody has.
  const name = known.includes(topic) ? `${cluster.prefix}rehearsal-${Date.now()}-${process.pid}` : topic
  try {
    await validateTopic(admin, name, complete(plan))
  } catch (problem) {
    throw refused(problem, plan, topic, known)
  }
}

/**
 * Creates the topic unless it exists, in which case it is compared with the plan and left alone.
 * Throws a sentence when Kafka refuses the plan. `began` is when the work on it began, by `performance.now()`.
 */
export async function provisionTopic(
  { admin, cluster }: Connection,
  plan: TopicPlan,
  began: number,
): Promise<Provisioned> {
  const topic = cluster.prefix + plan.topic
  const known = await listTopics(admin)
  try {
    const found = await waitFor(`the brokers to agree whether topic '${plan.topic}' exists`, () =>
      createdOrExisting(admin, topic, plan),
    )
    const created = found === 'created'
    const differences = created ? [] : differencesOf(plan, found)
    const outcome = created ? 'created' : differences.length > 0 ? 'differs' : 'exists'
    const result: Provisioned = {
      topic: plan.topic,
      outcome,
      differences,
      tookMs: performance.now() - began,
    }
    return printed(result, () => provisionedLine(result))
  } catch (problem) {
    throw refused(problem, plan, topic, known)
  }
}

/** Undefined where one broker lists a topic, or will not have it created, that another has not heard of or has forgotten. */
async function createdOrExisting(
  admin: Admin,
  topic: string,
  plan: TopicPlan,
): Promise<'created' | ExistingTopic | undefined> {
  const known = await listTopics(admin)
  if (!known.includes(topic)) return (await createTopic(admin, topic, complete(plan))) ? 'created' : undefined
  try {
    return await existingTopic(admin, topic)
  } catch (problem) {
    if ((problem as { type?: string }).type === 'UNKNOWN_TOPIC_OR_PARTITION') return undefined
    throw problem
  }
}

async function existingTopic(admin: Admin, topic: string): Promise<ExistingTopic> {
  const placed = await placements(admin, [topic])
  return {
    partitions: placed.length,
    replicas: placed[0]?.replicas.length ?? 0,
    settings: await topicSettings(admin, topic),
  }
}

/** kafkajs hides Kafka's words in an aggregate, and passes on only the kind of the refusal. */
function refused(problem: unknown, plan: TopicPlan, topic: string, known: readonly string[]): Error {
  const { errors, message } = problem as { errors?: readonly Error[]; message: string }
  const said = errors?.[0]?.message ?? message
  const other = collision(topic, known)
  const reason =
    other === null
      ? `${said}. Mend the plan and run the cell again.`
      : `there is a topic '${other}', and two names that differ only in '.' and '_' would be the same name in Kafka's metrics. ` +
        'Choose a name that differs in more.'
  return new Error(`Cannot create topic '${plan.topic}': Kafka refused it: ${reason}`, { cause: problem })
}
