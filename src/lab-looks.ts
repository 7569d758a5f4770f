import type { InSyncOptions } from './kafka/in-sync.js'
import type { SamplingOptions } from './kafka/lag-sampling.js'
import type { LagSampling } from './kafka/lag-sampling-handle.js'
import type { ObserveOptions } from './kafka/observe.js'
import type { ReplicaSamplingOptions } from './kafka/replica-sampling.js'
import type { ReplicaSampling } from './kafka/replica-sampling-handle.js'
import type { SettledOptions } from './kafka/settled.js'
import type { BrokerFacts, Segment } from './model/broker-facts.js'
import type { GroupView, Observation, PartitionFacts } from './model/observation.js'
import type { ShareGroupView } from './model/share-group.js'
import type { EventFilter, Events, EventType } from './model/timeline.js'

/** The verbs of a notebook that look at its Kafka cluster, and at what happened. */
export interface LabLooks {
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
   * The files in which the broker keeps a topic's records; none on a cluster that somebody else runs.
   *
   *     await lab.segments('orders')
   */
  segments(topic: string): Promise<Segment[]>
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
   * Looks at a group's lag in the background, every 100 ms unless it is told otherwise, until `stop()`; ended when the group
   * is deleted or the lab is closed. While the group has neither members nor offsets there is no sample.
   *
   *     const sampling = await lab.sampleLag('A')   // sampling.samples grows
   */
  sampleLag(group: string, options?: SamplingOptions): Promise<LagSampling>
  /**
   * One share group as the brokers have it. The lag is null until the group has acknowledged something in the partition; the
   * first lag that a cluster is asked for takes it about 2 s.
   *
   *     const { lag } = await lab.shareStatus('packing')
   */
  shareStatus(group: string): Promise<ShareGroupView>
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
   * What happened so far, oldest first.
   *
   *     lab.timeline({ group: 'A', types: ['joined', 'left'] })
   */
  timeline<Type extends EventType = EventType>(filter?: EventFilter<Type>): Events<Type>
}
