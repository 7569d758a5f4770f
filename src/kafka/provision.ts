import { collision, nameProblem } from '../model/names.js'
import { printed } from '../model/printed.js'
import {
  complete,
  countProblem,
  differencesOf,
  type ExistingTopic,
  type Provisioned,
  provisionedLine,
  type TopicPlan,
} from '../model/topic-plan.js'
import type { Connection } from './connection.js'
import { createTopic, listTopics, placements, topicSettings } from './topics.js'

/**
 * Creates the topic unless it exists, in which case it is compared with the plan and left alone.
 * Throws a sentence when Kafka would refuse the plan.
 */
export async function provisionTopic(connection: Connection, plan: TopicPlan): Promise<Provisioned> {
  const { admin, cluster } = connection
  const started = performance.now()
  const topic = cluster.prefix + plan.topic
  const known = await listTopics(admin)
  const cannot = `Cannot create topic '${plan.topic}'`
  const problem = nameProblem(topic) ?? countProblem(plan)
  if (problem !== null) throw new Error(`${cannot}: ${problem}. Mend the plan and run the cell again.`)
  try {
    const created = !known.includes(topic) && (await createTopic(admin, topic, complete(plan)))
    const differences = created ? [] : differencesOf(plan, await existingTopic(connection, topic))
    const outcome = created ? 'created' : differences.length > 0 ? 'differs' : 'exists'
    const result: Provisioned = {
      topic: plan.topic,
      outcome,
      differences,
      tookMs: performance.now() - started,
    }
    return printed(result, () => provisionedLine(result))
  } catch (problem) {
    throw new Error(`${cannot}: Kafka refused it: ${reasonOf(problem, topic, known)}`, { cause: problem })
  }
}

async function existingTopic({ admin }: Connection, topic: string): Promise<ExistingTopic> {
  const placed = await placements(admin, [topic])
  return {
    partitions: placed.length,
    replicas: placed[0]?.replicas.length ?? 0,
    settings: await topicSettings(admin, topic),
  }
}

/** kafkajs hides Kafka's words in an aggregate, and passes on only the kind of the refusal. */
function reasonOf(problem: unknown, topic: string, known: readonly string[]): string {
  const { errors, message } = problem as { errors?: readonly Error[]; message: string }
  const said = errors?.[0]?.message ?? message
  const other = collision(topic, known)
  if (other === null) return `${said}. Mend the plan and run the cell again.`
  return (
    `there is a topic '${other}', and two names that differ only in '.' and '_' would be the same name in Kafka's metrics. ` +
    'Choose a name that differs in more.'
  )
}
