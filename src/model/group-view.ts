import { lagOf } from './lag.js'
import type {
  GroupFacts,
  GroupView,
  ObservationFacts,
  PartitionFacts,
  PerPartition,
  Position,
  TopicPartition,
} from './observation.js'
import { printed } from './printed.js'

/**
 * One group's facts with its committed offsets, lag and owners as arrays by partition; prints as one line.
 *
 *     groupView(facts, { partitions }).lag   // { orders: [2, null, 0] }
 *
 * A topic is in the tables when the group has a position in it or a member that owns some of it; its arrays are as
 * long as `partitions` says the topic is, and null where the group has nothing.
 */
export function groupView(
  facts: GroupFacts,
  { partitions }: Pick<ObservationFacts, 'partitions'>,
): GroupView {
  const owned = facts.members.flatMap(({ name, assigned }) => assigned.map((each) => ({ ...each, name })))
  const tables = { positions: facts.positions, owned, partitions }
  const view: GroupView = {
    ...facts,
    committed: perPartition(tables, facts.positions, ({ committed }) => committed),
    lag: perPartition(tables, facts.positions, lagOf),
    owners: perPartition(tables, owned, ({ name }) => name),
  }
  return printed(view, () => sentenceOf(view))
}

interface Tables {
  readonly positions: readonly Position[]
  readonly owned: readonly TopicPartition[]
  readonly partitions: readonly PartitionFacts[]
}

function perPartition<From extends TopicPartition, To>(
  { positions, owned, partitions }: Tables,
  entries: readonly From[],
  value: (entry: From) => To | null,
): PerPartition<To> {
  const mine = [...positions, ...owned]
  const topics = [...new Set(mine.map(({ topic }) => topic))].sort()
  const rows = topics.map((topic): [string, (To | null)[]] => {
    const known = [...mine, ...partitions].filter((each) => each.topic === topic)
    const row = new Array<To | null>(Math.max(...known.map(({ partition }) => partition)) + 1).fill(null)
    for (const entry of entries) if (entry.topic === topic) row[entry.partition] = value(entry)
    return [topic, row]
  })
  return Object.fromEntries(rows)
}

function sentenceOf({ group, state, members, committed, lag }: GroupView): string {
  const who = members.length === 0 ? 'no members' : members.map(({ name }) => name).join(', ')
  const where = Object.entries(committed).map(
    ([topic, row]) => `${topic} committed ${list(row)}, lag ${list(lag[topic] ?? [])}`,
  )
  // Kafka answers Dead for a group that it does not know.
  const known = state === 'Dead' && members.length === 0 ? ' (no such group)' : ''
  return [`${group}: ${state}${known}, ${who}`, ...where].join(', ')
}

function list(row: readonly (number | null)[]): string {
  return `[${row.map((each) => each ?? 'never').join(', ')}]`
}
