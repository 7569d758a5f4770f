import { shown } from '../model/shown.js'
import { checkedPlan, type Provisioned, type TopicPlan } from '../model/topic-plan.js'
import { clearTopics, proveFresh } from './fresh.js'
import { partitionFacts } from './observe.js'
import { checkPlan, provisionTopic, rehearse } from './provision.js'
import type { Roster } from './roster.js'

/** What provisioning needs of the lab: `topics` are those that it has met. */
export interface Provisioning extends Roster {
  readonly topics: Set<string>
}

/**
 * Makes sure that each topic exists, one after the other. Every plan is checked before the first topic is touched;
 * with `fresh`, where something is deleted, by Kafka too. What was made before a refusal stays, and is on the timeline.
 */
export async function provision(
  lab: Provisioning,
  wanted: readonly TopicPlan[],
  { fresh = false }: { readonly fresh?: boolean } = {},
): Promise<Provisioned[]> {
  const { connection } = lab
  const began = performance.now()
  if (!Array.isArray(wanted))
    throw new TypeError(
      `Cannot provision ${shown(wanted)}: wanted a list of plans. Write lab.provision([{ topic: 'orders', partitions: 3 }]).`,
    )
  const plans = Array.from(wanted, checkedPlan)
  for (const plan of plans) checkPlan(connection, plan)
  if (fresh) {
    for (const plan of plans) await rehearse(connection, plan)
    await clearTopics(
      lab,
      plans.map(({ topic }) => topic),
    )
  }
  const clearedMs = performance.now() - began
  const results: Provisioned[] = []
  for (const plan of plans) {
    const { topic } = plan
    const result = await provisionTopic(connection, plan, performance.now() - (fresh ? clearedMs : 0))
    results.push(result)
    lab.topics.add(topic)
    const facts = await partitionFacts(connection, [topic])
    if (result.outcome === 'created')
      lab.record(null, null, { type: 'topic-created', topic, partitions: facts.length })
    if (fresh)
      await proveFresh(
        connection,
        topic,
        facts.map(({ end }) => end),
      )
  }
  return results
}
