import { perPartitionShape } from './facts-shape.js'
import type { PerPartition } from './observation.js'
import { aText, mustBe } from './shape.js'

/**
 * How many partitions have another owner than before: what a rebalance costs beside the stop itself.
 *
 *     partitionsMoved({ orders: ['C1', 'C1'] }, { orders: ['C1', 'C2'] })   // 1
 *
 * `before` and `after` are the owners of one group, as `status(group).owners` says them, both while it was Stable.
 * A partition that nobody owned before, or owns after, has not moved; nor has one whose owner was replaced by a member
 * of the same name. Throws a sentence for what are no owners.
 */
export function partitionsMoved(before: PerPartition<string>, after: PerPartition<string>): number {
  for (const owners of [before, after])
    mustBe(
      owners,
      perPartitionShape(aText),
      'Cannot count the partitions moved',
      'the owners of one group, by topic and partition',
      "Give (await lab.status('A')).owners of before and after.",
    )
  return Object.entries(after).reduce(
    (moved, [topic, owners]) =>
      moved + owners.filter((owner, at) => differs(before[topic]?.[at], owner)).length,
    0,
  )
}

function differs(former: string | null | undefined, owner: string | null): boolean {
  return former !== null && former !== undefined && owner !== null && former !== owner
}
