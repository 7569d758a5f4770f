import type { Broker } from './kafka/broker-handle.js'
import type { CrashRunsOptions } from './kafka/crash-runs-options.js'
import type { InSyncOptions } from './kafka/in-sync.js'
import type { JoinManyOptions, JoinOptions } from './kafka/join.js'
import type { SamplingOptions } from './kafka/lag-sampling.js'
import type { LagSampling } from './kafka/lag-sampling-handle.js'
import type { Member } from './kafka/member.js'
import type { ObserveOptions } from './kafka/observe.js'
import type { NewMessage, SentMessage } from './kafka/produce.js'
import type { ProduceOptions } from './kafka/produce-options.js'
import type { Redriven } from './kafka/redriven.js'
import type { ReplicaSamplingOptions } from './kafka/replica-sampling.js'
import type { ReplicaSampling } from './kafka/replica-sampling-handle.js'
import type { Reset, ResetOptions } from './kafka/reset.js'
import type { SettledOptions } from './kafka/settled.js'
import type { JoinShareManyOptions, JoinShareOptions } from './kafka/share-join.js'
import type { ShareMember } from './kafka/share-member.js'
import type { StartedOver } from './kafka/start-over.js'
import type { TrafficOptions } from './kafka/traffic.js'
import type { Traffic } from './kafka/traffic-handle.js'
import type { Transaction } from './kafka/transaction-handle.js'
import type { TransactionOptions } from './kafka/transaction-options.js'
import type { BrokerFacts, Segment } from './model/broker-facts.js'
import type { CrashRun } from './model/crash-run.js'
import type { GroupView, Observation, PartitionFacts } from './model/observation.js'
import type { ShareGroupView } from './model/share-group.js'
import type { EventFilter, Events, EventType } from './model/timeline.js'
import type { Provisioned, TopicPlan } from './model/topic-plan.js'

/** The verbs of a notebook on its Kafka cluster. Names are the lesson's; a shared cluster's prefix is added inside. */
export interface Lab {
  /**
   * Makes sure that each topic exists, one after the other: created, exists, or differs from the plan and is left alone.
   * `fresh`: deletes and makes it anew, after this lab's members of it have left and their groups are deleted.
   *
   *     await lab.provision([{ topic: 'orders', partitions: 3 }], { fresh: true })
   */
  provision(plans: readonly TopicPlan[], options?: { readonly fresh?: boolean }): Promise<Provisioned[]>
  /**
   * Gives a topic more partitions, empty ones: `count` is how many it has afterwards. Records stay where they are.
   *
   *     await lab.addPartitions('orders', 4)
   */
  addPartitions(topic: string, count: number): Promise<PartitionFacts[]>
  /**
   * Leader, replicas, in-sync replicas and offsets of each partition; default: of every topic that this lab has met and
   * that still exists.
   *
   *     const [{ leader, isr }] = await lab.describe('orders')
   */
  describe(...topics: string[]): Promise<PartitionFacts[]>
  /**
   * The brokers of the cluster, with the roles that they say they have: broker, controller, or both.
   *
   *     await lab.brokers()
   */
  brokers(): Promise<BrokerFacts[]>
  /**
   * One broker of the lab's own cluster by its node id, to kill, stop, freeze, thaw and start it.
   *
   *     await lab.broker(1).kill()   // broker 1 killed in 0.01 s
   *
   * Throws a sentence for a node that is no broker, and on a cluster that somebody else runs.
   */
  broker(id: number): Broker
  /**
   * The files in which the broker keeps a topic's records; none on a cluster that somebody else runs.
   *
   *     await lab.segments('orders')
   */
  segments(topic: string): Promise<Segment[]>
  /**
   * Sends messages in their order, acknowledged by all in-sync replicas (`acks`), and returns each with its partition and
   * offset. `batchSize` and `compression`: how many go into one request, and how it is packed.
   * `freshProducer`: by a producer made for this call, which knows the topic as it is now.
   *
   *     await lab.produce('orders', [{ key: 'order-100', value: { id: 1 } }])
   *     await lab.produce('orders', many, { acks: 1, compression: 'gzip', batchSize: 1000 })
   *
   * A message goes to the partition that it names (`partition: 2`), or to the one that the partitioner chooses.
   */
  produce(
    topic: string,
    messages: NewMessage | readonly NewMessage[],
    options?: ProduceOptions,
  ): Promise<SentMessage[]>
  /**
   * Lets a member join a group and returns when the group has settled.
   *
   *     const a = await lab.join('A', 'orders', { as: 'C1', from: 'beginning', commit: 'ledger' })
   */
  join(group: string, topics: string | readonly string[], options?: JoinOptions): Promise<Member>
  /**
   * Lets several members join at once, alike but for their names, and returns them in that order when the group has
   * settled: one line a member. `fresh`: the group is made fresh once, before all of them.
   *
   *     const [c1, c2, c3] = await lab.join('chat-service', 'chat-messages', { as: ['C1', 'C2', 'C3'] })
   */
  join(group: string, topics: string | readonly string[], options: JoinManyOptions): Promise<Member[]>
  /**
   * Sets the committed offsets of a group that has no members, and reads them back.
   *
   *     await lab.reset('A', { to: 'beginning' })
   */
  reset(group: string, options?: ResetOptions): Promise<Reset>
  /**
   * Sends the messages that came into a dead letter queue since the last redrive back to the topics that they came
   * from, to the end of their partitions: the order in which they were sent first is not restored.
   *
   *     await lab.redrive('order-processing.DLQ')
   *
   * Returns what was sent and where it stands, and what was left, each with the reason: its headers name no origin, or
   * its topic or partition is gone. Each is sent at least once: a crash on the way sends some again.
   */
  redrive(queue: string): Promise<Redriven>
  /**
   * Looks at the cluster: offsets, lag, assignments; default: every topic and group that this lab has met.
   *
   *     const seen = await lab.observe()
   */
  observe(options?: ObserveOptions): Promise<Observation>
  /**
   * One group as it stands now: its members, committed offsets and lag.
   *
   *     const { lag } = await lab.status('A')
   */
  status(group: string): Promise<GroupView>
  /**
   * Waits until the group is Stable with so many members (0: Empty), as the coordinator says and as this lab's own
   * members have it, and returns it as it stands then. Throws a sentence after `timeoutMs`, with what was seen last.
   *
   *     await lab.settled('chat-service', { members: 2 })
   */
  settled(group: string, options: SettledOptions): Promise<GroupView>
  /**
   * Produces to a topic in the background, 50 messages a second unless it is told otherwise, until `stop()`; ended when the
   * topic is made fresh or the lab is closed, paused by the stop button. One for each topic: a new one takes the place of the old.
   *
   *     const traffic = await lab.traffic('orders', { perSecond: 50 })
   *
   * It goes on when a leader is lost: what was not confirmed is sent again for up to 30 s, to the same partition, where it may
   * stand twice. `acknowledged` names what was confirmed, `longestGapMs` says how long nothing was.
   */
  traffic(topic: string, options?: TrafficOptions): Promise<Traffic>
  /**
   * Looks at a group's lag in the background, every 100 ms unless it is told otherwise, until `stop()`; ended when the group
   * is deleted or the lab is closed. While the group has neither members nor offsets there is no sample.
   *
   *     const sampling = await lab.sampleLag('A')   // sampling.samples grows
   */
  sampleLag(group: string, options?: SamplingOptions): Promise<LagSampling>
  /**
   * Lets a member join a share group (KIP-932), in which members take messages one by one, also several of them from one
   * partition, and returns when it has been given partitions. Kafka's own Java client speaks for it: the first call
   * starts that, and takes some seconds.
   *
   *     const c1 = await lab.joinShare('packing', 'orders', { maxRecords: 1, acquireMode: 'record_limit' })
   *
   * Throws a sentence when a topic does not exist, a name or a choice is refused, or the cluster has no share groups.
   */
  joinShare(
    group: string,
    topics: string | readonly string[],
    options?: JoinShareOptions,
  ): Promise<ShareMember>
  /** Lets several members join at once, alike but for their names, so that all have partitions before the first acquires. */
  joinShare(
    group: string,
    topics: string | readonly string[],
    options: JoinShareManyOptions,
  ): Promise<ShareMember[]>
  /**
   * One share group as the brokers have it. The lag is null until the group has acknowledged something in the partition; the
   * first lag that a cluster is asked for takes it about 2 s.
   *
   *     const { lag } = await lab.shareStatus('packing')
   */
  shareStatus(group: string): Promise<ShareGroupView>
  /**
   * Begins a transaction: a new producer with this transactional id, which fences older ones of the same id. What is
   * sent in it, and the positions of groups, count when it is committed, all of it or nothing.
   *
   *     const tx = await lab.transaction('billing')
   *     await tx.send('receipts', { key: 'order-100', value: { total: 12 } })
   *     await tx.commit()
   */
  transaction(id: string, options?: TransactionOptions): Promise<Transaction>
  /**
   * Crashes a member once for each crash of a plan and lets another restart its work: each run is a group of its own that
   * processes topic `from`, from its beginning, into topic `to`. A reader of its own then counts in `to`, read
   * committed, which messages were lost and which repeated. The groups are deleted, and no part of what `observe` shows.
   * The stop button ends it, and so does making one of its topics fresh, `startOver()` and closing the lab: it throws a
   * sentence that says which, and its members are gone.
   *
   *     await lab.crashRuns('orders', 'receipts', { guarantee: 'exactly-once', plan: crashes({ seed: 6, runs: 36, messages: 6 }) })
   */
  crashRuns(from: string, to: string, options: CrashRunsOptions): Promise<CrashRun[]>
  /**
   * Looks at leaders and in-sync replicas of a topic in the background, every 50 ms unless it is told otherwise, until
   * `stop()`; ended when the topic is made fresh or the lab is closed. A look that no broker answers is left out.
   *
   *     const replicas = await lab.sampleReplicas('orders')   // replicas.samples grows
   */
  sampleReplicas(topic: string, options?: ReplicaSamplingOptions): Promise<ReplicaSampling>
  /**
   * Waits until every partition of a topic has a leader and so many in-sync replicas (default: all that it has) on
   * brokers that run, and on the lab's own cluster until their logs hold what the leader's held and all running brokers
   * say the same. Returns the partitions as they are then. Throws a sentence after `timeoutMs` (default 30 000), with what was seen last.
   *
   *     await lab.inSync('orders', { replicas: 3 })
   */
  inSync(topic: string, options?: InSyncOptions): Promise<PartitionFacts[]>
  /**
   * Makes this lesson's cluster as new: ends its members and what goes on beside the cells, deletes the groups that
   * they joined and the topics that this lab created, empties the timeline. What it found there stays, and is named: on a
   * cluster that it shares also topics from before the kernel was restarted; `fresh` empties those. Throws a sentence, with
   * nothing changed, while somebody else is in one of the groups or reads one of the topics.
   *
   *     await lab.startOver()   // started over: 2 members ended, 1 group deleted, 1 topic deleted (0.3 s)
   */
  startOver(): Promise<StartedOver>
  /** What happened so far, oldest first: `lab.timeline({ group: 'A', types: ['joined', 'left'] })`. */
  timeline<Type extends EventType = EventType>(filter?: EventFilter<Type>): Events<Type>
}
