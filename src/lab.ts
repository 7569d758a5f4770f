import { isEmbedded } from './cluster/embedded.js'
import { segmentsOf } from './cluster/segments.js'
import { whileAlive } from './cluster/while-alive.js'
import { describeBrokers } from './kafka/brokers.js'
import { producerOf } from './kafka/connection.js'
import { crash, leave } from './kafka/ending.js'
import { clearTopics, proveFresh } from './kafka/fresh.js'
import { type JoinOptions, join, unknownTopic } from './kafka/join.js'
import { type Member, memberOf } from './kafka/member.js'
import { type ObserveOptions, observe, partitionFacts, type View } from './kafka/observe.js'
import { encodeAll, type NewMessage, type SentMessage, send } from './kafka/produce.js'
import { provisionTopic } from './kafka/provision.js'
import { type Reset, type ResetOptions, reset } from './kafka/reset.js'
import { listTopics } from './kafka/topics.js'
import type { BrokerFacts, Segment } from './model/broker-facts.js'
import type { GroupView, Observation, PartitionFacts } from './model/observation.js'
import { printed } from './model/printed.js'
import { type EventFilter, eventsOf, type LabEvent } from './model/timeline.js'
import type { Provisioned, TopicPlan } from './model/topic-plan.js'
import type { LabState } from './state.js'

/** The verbs of a notebook on its Kafka cluster. Names are the lesson's; a shared cluster's prefix is added inside. */
export interface Lab {
  /**
   * Makes sure that each topic exists, one after the other: created, exists, or differs from the plan and is left alone.
   * `fresh`: deletes and makes it anew, after this lab's members of it have left and their groups are deleted.
   *
   *     await lab.provision([{ topic: 'orders', partitions: 3 }], { fresh: true })
   */
  provision(plans: readonly TopicPlan[], options?: { readonly fresh?: boolean }): Promise<Provisioned[]>
  /** Leader, replicas, in-sync replicas and offsets of each partition; default: of every topic that this lab has met. */
  describe(...topics: string[]): Promise<PartitionFacts[]>
  /** The brokers of the cluster, with the roles that they say they have: broker, controller, or both. */
  brokers(): Promise<BrokerFacts[]>
  /** The files in which the broker keeps a topic's records; none on a cluster that somebody else runs. */
  segments(topic: string): Promise<Segment[]>
  /**
   * Sends messages in their order, acknowledged by all in-sync replicas, and returns each with its partition and offset.
   *
   *     await lab.produce('orders', [{ key: 'order-100', value: { id: 1 } }])
   */
  produce(topic: string, messages: NewMessage | readonly NewMessage[]): Promise<SentMessage[]>
  /**
   * Lets a member join a group and returns when the group has settled.
   *
   *     const a = await lab.join('A', 'orders', { as: 'C1', from: 'beginning', commit: 'ledger' })
   */
  join(group: string, topics: string | readonly string[], options?: JoinOptions): Promise<Member>
  /** Sets the committed offsets of a group that has no members, and reads them back: `lab.reset('A', { to: 'beginning' })`. */
  reset(group: string, options?: ResetOptions): Promise<Reset>
  /** Looks at the cluster: offsets, lag, assignments; default: every topic and group that this lab has met. */
  observe(options?: ObserveOptions): Promise<Observation>
  /** One group as it stands now: `(await lab.status('A')).lag`. */
  status(group: string): Promise<GroupView>
  /** What happened so far, oldest first: `lab.timeline({ group: 'A', types: ['joined', 'left'] })`. */
  timeline(filter?: EventFilter): LabEvent[]
}

/** All that ask the cluster, and so fail when it has ended. */
const verbsOfCluster: readonly (keyof Lab)[] = [
  'provision',
  'describe',
  'brokers',
  'segments',
  'produce',
  'join',
  'reset',
  'observe',
  'status',
]

/** The verbs of the code as it is loaded now, on a state that may be older. */
export function labOn(state: LabState): Lab {
  const { connection } = state
  const { cluster } = connection
  const exists = async (topic: string, cannot: string): Promise<void> => {
    const known = await listTopics(connection.admin)
    if (!known.includes(cluster.prefix + topic))
      throw new Error(`${cannot}: ${unknownTopic(connection, topic, known)}`)
  }
  const look = (at: Pick<View, 'topics' | 'met' | 'groups'>): Promise<Observation> => {
    const appearance = { groups: [...state.groups], members: [...state.names] }
    return observe(connection, { ...at, members: [...state.members.values()], appearance })
  }
  const lab: Lab = {
    async provision(plans, { fresh = false } = {}) {
      if (fresh)
        await clearTopics(
          state,
          plans.map(({ topic }) => topic),
        )
      const results: Provisioned[] = []
      for (const plan of plans) results.push(await provisionTopic(connection, plan))
      for (const { topic, outcome } of results) {
        state.topics.add(topic)
        const facts = await partitionFacts(connection, [topic])
        if (outcome === 'created')
          state.record(null, null, { type: 'topic-created', topic, partitions: facts.length })
        if (fresh)
          await proveFresh(
            connection,
            topic,
            facts.map(({ end }) => end),
          )
      }
      return results
    },
    async describe(...topics) {
      for (const topic of topics) await exists(topic, `Cannot describe '${topic}'`)
      return partitionFacts(connection, topics.length > 0 ? topics : [...state.topics])
    },
    brokers: () => describeBrokers(connection.admin),
    async segments(topic) {
      await exists(topic, `Cannot look at the segments of '${topic}'`)
      if (isEmbedded(cluster)) return segmentsOf(cluster, topic)
      console.log(
        `The files of '${topic}' are on the machines of ${cluster.brokers.join(', ')}; the lab cannot see them.`,
      )
      return []
    },
    async produce(topic, messages) {
      const list = [messages].flat() as readonly NewMessage[]
      const encoded = encodeAll(topic, list)
      await exists(topic, `Cannot produce to '${topic}'`)
      const places = await send(await producerOf(connection), { prefix: cluster.prefix, topic }, encoded)
      state.topics.add(topic)
      return sentTo(state, topic, list, places)
    },
    async join(group, topics, options) {
      const list = [topics].flat() as readonly string[]
      const membership = await join(state, group, list, options)
      state.groups.add(group)
      state.names.add(membership.name)
      for (const topic of list) state.topics.add(topic)
      return memberOf(membership, {
        leave: (each) => leave(state, each),
        crash: (each) => crash(state, each),
      })
    },
    async reset(group, options) {
      const result = await reset(state, group, options)
      state.groups.add(group)
      return result
    },
    observe: ({ topics, groups = [...state.groups] } = {}) =>
      look({ topics, met: [...state.topics], groups }),
    async status(group) {
      return (await look({ met: [], groups: [group] })).group(group)
    },
    timeline: (filter) => eventsOf(state.timeline, filter),
  }
  whileAlive(cluster, lab, verbsOfCluster)
  return printed(lab, () => `a lab on the Kafka at ${cluster.brokers.join(', ')}`)
}

function sentTo(
  state: LabState,
  topic: string,
  messages: readonly NewMessage[],
  places: readonly { partition: number; offset: number }[],
): SentMessage[] {
  const sent = messages.map((message, index) => ({
    ...message,
    topic,
    ...(places[index] as { partition: number; offset: number }),
  }))
  const partitions = [...new Set(places.map(({ partition }) => partition))].sort((a, b) => a - b)
  const runs = partitions.map((partition) => {
    const offsets = places.filter((place) => place.partition === partition).map(({ offset }) => offset)
    return { topic, partition, from: offsets[0] ?? 0, to: (offsets.at(-1) ?? 0) + 1, count: offsets.length }
  })
  for (const run of runs) state.record(null, null, { type: 'produced', ...run })
  return printed(
    sent,
    () =>
      `${sent.length} sent to ${topic} (${runs.map(({ partition, count }) => `P${partition}: ${count}`).join(', ')})`,
  )
}
