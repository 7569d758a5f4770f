import fc from 'fast-check'
import type { Assignment, Subscriber, TopicPartitions } from '../../src/model/assignor.js'

/** A member of that id on these topics that owned nothing. */
export function subscriber(id: string, ...topics: string[]): Subscriber {
  return { id, topics, owned: [], generation: null }
}

/** Topics with so many partitions each. */
export function topicsOf(counts: Readonly<Record<string, number>>): TopicPartitions {
  return new Map(
    Object.entries(counts).map(([topic, count]) => [topic, Array.from({ length: count }, (_, n) => n)]),
  )
}

/** An assignment in short: `{ C1: ['orders/0'] }`, sorted. */
export function shares(assignment: Assignment): Record<string, string[]> {
  return Object.fromEntries(
    [...assignment].map(([id, owned]) => [
      id,
      owned.map(({ topic, partition }) => `${topic}/${partition}`).sort(),
    ]),
  )
}

/** Members that go on with what an assignment gave them, in its generation. */
export function afterwards(
  members: readonly Subscriber[],
  assignment: Assignment,
  generation = 1,
): Subscriber[] {
  return members.map((each) => ({ ...each, owned: assignment.get(each.id) ?? [], generation }))
}

const names = ['a', 'b', 'c']

/** Up to three topics of up to seven partitions. */
export const someTopics: fc.Arbitrary<TopicPartitions> = fc
  .array(fc.nat({ max: 7 }), { minLength: 1, maxLength: 3 })
  .map((counts) => topicsOf(Object.fromEntries(counts.map((count, index) => [`${names[index]}`, count]))))

const claims = fc.array(fc.record({ topic: fc.constantFrom(...names), partition: fc.nat({ max: 8 }) }), {
  maxLength: 8,
})

/** Up to six members on any of the topics, who claim to have owned anything. */
export const someMembers: fc.Arbitrary<Subscriber[]> = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('C1', 'C2', 'C3', 'C4', 'C5', 'C6'),
    topics: fc.subarray(names),
    owned: claims,
    generation: fc.option(fc.nat({ max: 3 })),
  }),
  { selector: ({ id }) => id, maxLength: 6 },
)

/** The same members, all on the same topics. */
export function alike(members: readonly Subscriber[], topics: TopicPartitions): Subscriber[] {
  return members.map((each) => ({ ...each, topics: [...topics.keys()] }))
}

/** What is wrong with an assignment, by the rules that every assignor keeps; empty when nothing is. */
export function faults(
  members: readonly Subscriber[],
  topics: TopicPartitions,
  assignment: Assignment,
): string[] {
  const given = [...assignment].flatMap(([id, owned]) => owned.map((at) => ({ id, ...at })))
  const unread = given.filter(
    ({ id, topic }) => !members.find((each) => each.id === id)?.topics.includes(topic),
  )
  const wrong = [...topics].flatMap(([topic, partitions]) => {
    const wanted = members.some((each) => each.topics.includes(topic)) ? 1 : 0
    return partitions
      .map((partition) => ({
        partition,
        times: given.filter((each) => each.topic === topic && each.partition === partition).length,
      }))
      .filter(({ times }) => times !== wanted)
      .map(({ partition, times }) => `${topic}/${partition} was given ${times} times, not ${wanted}`)
  })
  const unknown = given.filter(({ topic, partition }) => !topics.get(topic)?.includes(partition))
  return [
    ...wrong,
    ...unread.map(({ id, topic }) => `${id} does not read ${topic}`),
    ...unknown.map(({ topic, partition }) => `there is no ${topic}/${partition}`),
    ...(assignment.size === members.length ? [] : ['not every member is there']),
  ]
}

/** The difference between the largest and the smallest share. */
export function spread(assignment: Assignment): number {
  const sizes = [...assignment.values()].map(({ length }) => length)
  return sizes.length === 0 ? 0 : Math.max(...sizes) - Math.min(...sizes)
}
