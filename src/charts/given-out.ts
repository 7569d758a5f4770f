import type { TopicPartition } from '../model/observation.js'
import { counted, listed } from './words.js'

/** More partitions than this are counted and not named. */
const MOST_NAMED = 8

interface Given {
  readonly member: string
  readonly assigned: readonly TopicPartition[]
}

/** What each member was given, as a sentence has it, in the order of the partitions: 'P0 and P3 went to C1, P1 to C2 and none to C3'. */
export function givenOut(gave: readonly Given[], several: boolean): string {
  const first = ({ assigned }: Given): number => Math.min(...assigned.map(({ partition }) => partition))
  const inOrder = [...gave].sort((a, b) => (first(a) === first(b) ? 0 : first(a) - first(b)))
  const shares = inOrder.map(({ member, assigned }, at) => {
    const verb = at === 0 ? ' went' : ''
    return `${assigned.length === 0 ? (at === 0 ? 'None' : 'none') : partitionsSaid(assigned, several)}${verb} to ${member}`
  })
  return shares.length < 2 ? shares.join('') : `${shares.slice(0, -1).join(', ')}, and ${shares.at(-1)}`
}

/** Partitions by name, in their order: 'P0 and P3', with their topics where there are several. */
export function partitionsSaid(all: readonly TopicPartition[], several: boolean): string {
  if (all.length > MOST_NAMED) return counted(all.length, 'partition')
  const inOrder = [...all].sort(
    (a, b) => (a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : 0) || a.partition - b.partition,
  )
  return listed(inOrder.map(({ topic, partition }) => `${several ? `${topic} ` : ''}P${partition}`))
}
