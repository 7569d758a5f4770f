import { brokerNode } from './cluster/broker-node.js'
import { isEmbedded } from './cluster/embedded.js'
import { segmentsOf } from './cluster/segments.js'
import { addPartitions } from './kafka/add-partitions.js'
import { brokerOf } from './kafka/broker-handle.js'
import { describeBrokers } from './kafka/brokers.js'
import { checkName } from './kafka/call.js'
import { labCalls } from './kafka/calls.js'
import { crashRuns } from './kafka/crash-runs.js'
import { crash, leave } from './kafka/ending.js'
import { mustExist } from './kafka/existing.js'
import { refuseShare, refuseShares } from './kafka/group-kind.js'
import { guard } from './kafka/guard.js'
import { untilInSync } from './kafka/in-sync.js'
import { type JoinManyOptions, type JoinOptions, join } from './kafka/join.js'
import { startSampling } from './kafka/lag-sampling.js'
import { samplingOf } from './kafka/lag-sampling-handle.js'
import { type BesideMember, linesOf, memberOf } from './kafka/member.js'
import { observe, partitionFacts, type View } from './kafka/observe.js'
import { process } from './kafka/process.js'
import { produce } from './kafka/producing.js'
import { provision } from './kafka/provisioning.js'
import { redrive } from './kafka/redrive.js'
import { startReplicaSampling } from './kafka/replica-sampling.js'
import { replicaSamplingOf } from './kafka/replica-sampling-handle.js'
import { reset } from './kafka/reset.js'
import { settledWith } from './kafka/settled.js'
import { shareStatus } from './kafka/share-admin.js'
import { type JoinShareManyOptions, type JoinShareOptions, joinShare } from './kafka/share-join.js'
import { shareLinesOf, shareMemberOf } from './kafka/share-member.js'
import { startOver } from './kafka/start-over.js'
import { listTopics } from './kafka/topics.js'
import { startTraffic } from './kafka/traffic.js'
import { trafficOf } from './kafka/traffic-handle.js'
import { beginTransaction } from './kafka/transaction.js'
import { transactionOf } from './kafka/transaction-handle.js'
import type { Lab } from './lab.js'
import { checkedFilter } from './model/event-filter.js'
import { listed } from './model/listed.js'
import type { Observation } from './model/observation.js'
import { printed } from './model/printed.js'
import { named } from './model/shown.js'
import { eventsOf, withMembers } from './model/timeline.js'
import type { LabState } from './state.js'

/** The verbs of the code as it is loaded now, on a state that may be older. */
export function labOn(state: LabState): Lab {
  const { connection } = state
  const { cluster } = connection
  const look = (at: Pick<View, 'topics' | 'met' | 'groups'>): Promise<Observation> => {
    const appearance = { groups: [...state.groups], members: [...state.names] }
    return observe(connection, { ...at, members: [...state.members.values()], appearance })
  }
  const lab: Lab = {
    provision: (plans, options) => provision(state, plans, options),
    addPartitions: (topic, count) => addPartitions(state, topic, count),
    async describe(...topics) {
      for (const topic of topics) await mustExist(connection, [topic], `Cannot describe ${named(topic)}`)
      if (topics.length > 0) return partitionFacts(connection, topics)
      const known = await listTopics(connection.admin)
      return partitionFacts(
        connection,
        [...state.topics].filter((topic) => known.includes(cluster.prefix + topic)),
      )
    },
    brokers: () => describeBrokers(connection),
    broker: (id) => {
      const { own, node } = brokerNode(cluster, id)
      return brokerOf(state, own, node)
    },
    async segments(topic) {
      await mustExist(connection, [topic], `Cannot look at the segments of '${topic}'`)
      if (isEmbedded(cluster)) return segmentsOf(cluster, topic)
      console.log(
        `The files of '${topic}' are on the machines of ${cluster.brokers.join(', ')}; the lab cannot see them.`,
      )
      return []
    },
    produce: (topic, messages, options) => produce(state, topic, listed(messages), options),
    join: (async (
      group: string,
      topics: string | readonly string[],
      options?: JoinOptions | JoinManyOptions,
    ) => {
      const list = listed(topics)
      const memberships = await join(state, group, list, options)
      state.groups.add(group)
      for (const { name } of memberships) state.names.add(name)
      for (const topic of list) state.topics.add(topic)
      const beside: BesideMember = {
        leave: (each) => leave(state, each),
        crash: (each) => crash(state, each),
        process: (each, ...order) => process(state, each, ...order),
        send: (topic, messages) => produce(state, topic, messages),
      }
      const members = memberships.map((each) => memberOf(each, beside))
      return Array.isArray(options?.as) ? linesOf(members) : members[0]
    }) as Lab['join'],
    async reset(group, options) {
      const result = await reset(state, group, options)
      state.groups.add(group)
      return result
    },
    redrive: (queue) => redrive(state, queue),
    async observe({ topics, groups } = {}) {
      for (const group of groups ?? []) checkName('Cannot observe', 'group', group)
      await refuseShares(connection, groups ?? [], (group) => `Cannot observe group '${group}'`)
      return look({ topics, met: [...state.topics], groups: groups ?? [...state.groups] })
    },
    async status(group) {
      await refuseShare(connection, group, `Cannot tell the status of group '${group}'`)
      return (await look({ met: [], groups: [group] })).group(group)
    },
    async settled(group, options) {
      await settledWith(state, group, options)
      return (await look({ met: [], groups: [group] })).group(group)
    },
    traffic: async (topic, options) => trafficOf(connection, await startTraffic(state, topic, options)),
    sampleLag: async (group, options) => samplingOf(connection, await startSampling(state, group, options)),
    joinShare: (async (
      group: string,
      topics: string | readonly string[],
      options?: JoinShareOptions | JoinShareManyOptions,
    ) => {
      const list = listed(topics)
      const memberships = await joinShare(state, group, list, options)
      for (const { name } of memberships) state.names.add(name)
      for (const topic of list) state.topics.add(topic)
      const members = memberships.map((each) => shareMemberOf(each, state.turns))
      return Array.isArray(options?.as) ? shareLinesOf(members) : members[0]
    }) as Lab['joinShare'],
    shareStatus: (group) => shareStatus(state, group),
    transaction: async (id, options) => transactionOf(state, await beginTransaction(state, id, options)),
    crashRuns: async (from, to, options) => crashRuns(state, from, to, options),
    sampleReplicas: async (topic, options) =>
      replicaSamplingOf(connection, await startReplicaSampling(state, topic, options)),
    inSync: (topic, options) => untilInSync(connection, topic, options),
    startOver: () => startOver(state),
    timeline: (filter) => withMembers(eventsOf(state.timeline, checkedFilter(filter)), [...state.names]),
  }
  guard(connection, lab, labCalls)
  return printed(lab, () => `a lab on the Kafka at ${cluster.brokers.join(', ')}`)
}
