import type { GroupFacts, ObservationFacts } from '../model/observation.js'
import { listed } from './words.js'

/**
 * The topics of an observation in its order, or only the one asked for. Throws a sentence, beginning with what was
 * attempted, when the observation does not hold that one.
 */
export function chosenTopics(
  observation: ObservationFacts,
  topic: string | undefined,
  attempt: string,
): readonly string[] {
  const topics = [...new Set(observation.partitions.map((one) => one.topic))]
  if (topic === undefined) return topics
  if (topics.includes(topic)) return [topic]
  const held = topics.length === 0 ? 'no topic' : `only ${listed(topics.map((one) => `'${one}'`))}`
  throw new Error(
    `Cannot ${attempt} of topic '${topic}': the observation holds ${held}. Observe again, with that topic, and draw that.`,
  )
}

/** The groups that have to do with a topic: a position in it, a member that owns some of it, or one that remembers it. */
export function readersOf({ groups }: ObservationFacts, topic: string): readonly GroupFacts[] {
  const about = (one: { readonly topic: string }): boolean => one.topic === topic
  return groups.filter(
    ({ positions, members, memory }) =>
      positions.some(about) ||
      members.some((member) => member.assigned.some(about)) ||
      memory.some((member) => member.partitions.some(about)),
  )
}
