import type { Broker } from './kafka/broker-handle.js'
import type { CrashRunsOptions } from './kafka/crash-runs-options.js'
import type { JoinManyOptions, JoinOptions } from './kafka/join.js'
import type { Member } from './kafka/member.js'
import type { NewMessage, SentMessage } from './kafka/produce.js'
import type { ProduceOptions } from './kafka/produce-options.js'
import type { Redriven } from './kafka/redriven.js'
import type { Reset, ResetOptions } from './kafka/reset.js'
import type { JoinShareManyOptions, JoinShareOptions } from './kafka/share-join.js'
import type { ShareMember } from './kafka/share-member.js'
import type { StartedOver } from './kafka/start-over.js'
import type { TrafficOptions } from './kafka/traffic.js'
import type { Traffic } from './kafka/traffic-handle.js'
import type { Transaction } from './kafka/transaction-handle.js'
import type { TransactionOptions } from './kafka/transaction-options.js'
import type { LabLooks } from './lab-looks.js'
import type { CrashRun } from './model/crash-run.js'
import type { PartitionFacts } from './model/observation.js'
import type { Provisioned, TopicPlan } from './model/topic-plan.js'

/** The verbs of a notebook on its Kafka cluster. Names are the lesson's; a shared cluster's prefix is added inside. */
export interface Lab extends LabLooks {
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
   * One broker of the lab's own cluster by its node id, to kill, stop, freeze, thaw and start it.
   *
   *     await lab.broker(1).kill()   // broker 1 killed in 0.01 s
   *
   * Throws a sentence for a node that is no broker, and on a cluster that somebody else runs.
   */
  broker(id: number): Broker
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
   * Makes this lesson's cluster as new: ends its members and what goes on beside the cells, deletes the groups that
   * they joined and the topics that this lab created, empties the timeline. What it found there stays, and is named: on a
   * cluster that it shares also topics from before the kernel was restarted; `fresh` empties those. Throws a sentence, with
   * nothing changed, while somebody else is in one of the groups or reads one of the topics.
   *
   *     await lab.startOver()   // started over: 2 members ended, 1 group deleted, 1 topic deleted (0.3 s)
   */
  startOver(): Promise<StartedOver>
}
