import type { TopicPartition } from './observation.js'

/** How a group shares its partitions out: see `join`. */
export type AssignorName = 'round robin' | 'range' | 'sticky'

/** The assignors by name, the default first. */
export const assignorNames: readonly AssignorName[] = ['round robin', 'range', 'sticky']

/** What a group's leader knows of one member when it shares the partitions out. */
export interface Subscriber {
  /** The coordinator's id of the member; an assignor goes by the order of these. */
  readonly id: string
  /** The topics that it reads. */
  readonly topics: readonly string[]
  /** What it says it owned before this rebalance; only a sticky assignor asks. */
  readonly owned: readonly TopicPartition[]
  /** The generation of the group in which it owned them; null: too new for a heartbeat to have told it. */
  readonly generation: number | null
}

/** The numbers of the partitions of each topic, in their order. */
export type TopicPartitions = ReadonlyMap<string, readonly number[]>

/** What each member gets, by its id; a member that gets nothing is there with an empty list. */
export type Assignment = ReadonlyMap<string, readonly TopicPartition[]>

/** Shares partitions out among the members of a group: each partition of a topic that somebody reads to one who reads it. */
export type Assignor = (members: readonly Subscriber[], topics: TopicPartitions) => Assignment

/** The members in the order of their ids, as Kafka's assignors take them. */
export function byId(members: readonly Subscriber[]): Subscriber[] {
  return [...members].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}
