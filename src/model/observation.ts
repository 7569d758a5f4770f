import { inspect } from 'node:util'
import { groupView } from './group-view.js'
import { printed } from './printed.js'

/** One partition of one topic. `partition` counts from 0. */
export interface TopicPartition {
  readonly topic: string
  readonly partition: number
}

/** A half-open run of offsets: `from` ≤ offset < `to`. */
export interface OffsetRange {
  readonly from: number
  readonly to: number
}

/** What the broker says of one partition. Offsets count records from 0; `end` is the next offset to be written. */
export interface PartitionFacts extends TopicPartition {
  /** First offset that can still be read. */
  readonly start: number
  /** Log end offset; the last stable offset while transactions are open. */
  readonly end: number
  /** Node id of the leader, null while there is none. */
  readonly leader: number | null
  readonly replicas: readonly number[]
  /** In-sync replicas, by node id. */
  readonly isr: readonly number[]
}

/** One member as the group coordinator lists it; `name` is its client id. */
export interface MemberFacts {
  readonly name: string
  readonly id: string
  readonly assigned: readonly TopicPartition[]
}

/** One group's position in one partition. `committed` is the next offset to read; null means never committed, which is not 0. */
export interface Position extends TopicPartition {
  readonly committed: number | null
  /** First offset that can still be read. */
  readonly start: number
  /** Log end offset. */
  readonly end: number
}

/** How a member turns acknowledgements into commits: see `join`. */
export type CommitMode = 'ledger' | 'naive'

/** What only the member itself knows of one partition; the broker has never heard of it. */
export interface MemberPartition extends TopicPartition {
  /** Offsets delivered to the member since it (re)joined. */
  readonly received: readonly OffsetRange[]
  /** Offsets that its code acknowledged since it (re)joined, committed or held above a gap. */
  readonly acknowledged: readonly OffsetRange[]
}

/** A member of this lab, from its own memory. */
export interface MemberMemory {
  readonly name: string
  readonly commit: CommitMode
  readonly partitions: readonly MemberPartition[]
}

/** One group: broker facts (`state`, `members`, `positions`) and, apart from them, what this lab's members remember. */
export interface GroupFacts {
  readonly group: string
  /** Kafka's name of the state: Stable, Empty, PreparingRebalance, CompletingRebalance, Dead. */
  readonly state: string
  readonly members: readonly MemberFacts[]
  readonly positions: readonly Position[]
  readonly memory: readonly MemberMemory[]
}

/** Names in the order in which this notebook met them; charts give colours by it, so that a colour stays with its owner. */
export interface Appearance {
  readonly groups: readonly string[]
  readonly members: readonly string[]
}

/** Everything that one look at the cluster brought back. */
export interface ObservationFacts {
  /** When the look began, in ms since 1970. */
  readonly atMs: number
  /** How long it took, in ms: facts that are `tookMs` apart can belong to different moments. */
  readonly tookMs: number
  readonly partitions: readonly PartitionFacts[]
  readonly groups: readonly GroupFacts[]
  readonly appearance: Appearance
}

/** Per topic, one entry a partition: `{ orders: [2, null, 0] }`. */
export type PerPartition<T> = Readonly<Record<string, readonly (T | null)[]>>

/** One group of an observation, with its facts by topic and partition. */
export interface GroupView extends GroupFacts {
  /** Committed offsets, the next to read; null where the group never committed. */
  readonly committed: PerPartition<number>
  /** Log end offset minus committed offset; null where the group never committed. */
  readonly lag: PerPartition<number>
  /** Name of the member that owns each partition; null where nobody does. */
  readonly owners: PerPartition<string>
}

/** A look at the cluster: see `lab.observe`. */
export interface Observation extends ObservationFacts {
  /** The group of that name. Throws a sentence when the observation does not hold it. */
  group(name: string): GroupView
}

/**
 * Puts the facts of one look at the cluster in the form that cells and charts read: groups by name, and their
 * positions, lag and owners as arrays by partition.
 *
 *     observation(facts).group('A').committed   // { 'demo-topic': [5] }
 *
 * A topic is in a group's tables when the group has a position in it or a member that owns some of it. `group` is
 * not enumerable: deep equality and JSON see the facts only.
 * Throws from `group(name)` when the facts hold no such group.
 */
export function observation(facts: ObservationFacts): Observation {
  const group = (name: string): GroupView => {
    const found = facts.groups.find((each) => each.group === name)
    if (found === undefined) throw new Error(noSuchGroup(name, facts))
    return groupView(found, facts)
  }
  const whole = Object.defineProperty({ ...facts }, 'group', { value: group }) as Observation
  return printed(whole, () => {
    const groups = facts.groups.map((each) => inspect(groupView(each, facts)))
    const looked = `looked at in ${Math.round(facts.tookMs)} ms`
    return `${groups.length === 0 ? 'no groups' : groups.join('; ')} (${looked})`
  })
}

function noSuchGroup(name: string, { groups }: ObservationFacts): string {
  const held = groups.map((each) => each.group)
  const holds = held.length === 0 ? 'no group' : `only ${held.join(', ')}`
  return `Cannot show group '${name}': this observation holds ${holds}. Let a member join '${name}' or name it in observe({ groups: ['${name}'] }), and look again.`
}
