import type { TopicPartition } from '../model/observation.js'
import { counted, listed } from './words.js'

/** More partitions than this are counted and not named. */
const MOST_NAMED = 8

/** What each member was given, as a sentence has it: 'P0 and P3 went to C1, P1 to C2 and none to C3'. */
export function givenOut(
  gave: readonly { readonly member: string; readonly assigned: readonly TopicPartition[] }[],
  several: boolean,
): string {
  const shares = gave.map(({ member, assigned }, at) => {
    const verb = at === 0 ? ' went' : ''
    return `${assigned.length === 0 ? 'none' : partitionsSaid(assigned, several)}${verb} to ${member}`
  })
  const all = shares.length < 2 ? shares.join('') : `${shares.slice(0, -1).join(', ')}, and ${shares.at(-1)}`
  return `${all[0]?.toUpperCase() ?? ''}${all.slice(1)}`
}

/** Partitions by name, in their order: 'P0 and P3', with their topics where there are several. */
export function partitionsSaid(all: readonly TopicPartition[], several: boolean): string {
  if (all.length > MOST_NAMED) return counted(all.length, 'partition')
  const inOrder = [...all].sort(
    (a, b) => (a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : 0) || a.partition - b.partition,
  )
  return listed(inOrder.map(({ topic, partition }) => `${several ? `${topic} ` : ''}P${partition}`))
}
