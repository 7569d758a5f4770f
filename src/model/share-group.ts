import type { PerPartition, TopicPartition } from './observation.js'
import { printed } from './printed.js'

/** What the brokers say of one partition that a share group reads. */
export interface SharePartition extends TopicPartition {
  /** Everything below it is done with; null until the group has acknowledged something there. It moves in steps: rather look at the lag. */
  readonly startOffset: number | null
  /** Records that are neither accepted, nor rejected, nor given up after too many deliveries; null until the group has acknowledged something there. */
  readonly lag: number | null
}

/** A member of a share group. Several members may be assigned the same partition. */
export interface ShareMemberFacts {
  readonly name: string
  readonly assigned: readonly TopicPartition[]
}

/** What the brokers say of a share group. */
export interface ShareGroupFacts {
  readonly group: string
  /** Stable, Empty, or Dead, which here is also a share group that does not exist. */
  readonly state: string
  readonly members: readonly ShareMemberFacts[]
  readonly partitions: readonly SharePartition[]
}

/** A share group, with its lag by topic and partition. */
export interface ShareGroupView extends ShareGroupFacts {
  readonly lag: PerPartition<number>
}

/**
 * A share group's facts with its lag as arrays by partition; prints as one line.
 *
 *     shareGroupView(facts).lag   // { orders: [3, null] }
 */
export function shareGroupView(facts: ShareGroupFacts): ShareGroupView {
  const rows = new Map<string, (number | null)[]>()
  for (const each of facts.partitions) {
    const row = rows.get(each.topic) ?? []
    while (row.length <= each.partition) row.push(null)
    row[each.partition] = each.lag
    rows.set(each.topic, row)
  }
  const view: ShareGroupView = { ...facts, lag: Object.fromEntries(rows) }
  return printed(view, () => lineOf(view))
}

function lineOf({ group, state, members, lag }: ShareGroupView): string {
  const who = members.length === 0 ? 'no members' : members.map(({ name }) => name).join(', ')
  const rows = Object.entries(lag).map(
    ([topic, row]) => `lag of ${topic} [${row.map((each) => each ?? 'not known yet').join(', ')}]`,
  )
  const known = state === 'Dead' && members.length === 0 ? ' (no such share group)' : ''
  return [`share group '${group}': ${state}${known}, ${who}`, ...rows].join(', ')
}
