import type { LabEvent } from './timeline.js'

/**
 * The group of all events that have one; empty while there is none yet. Throws a sentence when there are several, with
 * what was attempted ("draw the rebalances") and the call that takes a group's name.
 */
export function onlyGroup(events: readonly LabEvent[], attempted: string, call: string): string {
  const groups = [...new Set(events.flatMap(({ group }) => group ?? []))]
  if (groups.length <= 1) return groups[0] ?? ''
  const found = groups.map((one) => `'${one}'`).join(' and ')
  throw new Error(
    `Cannot ${attempted}: wanted the events of one group, found those of ${found}. Name one of them: ${call}(events, { group: '${groups[0]}' }).`,
  )
}

/** The events of a group since it was last made anew; one that was deleted and not joined again keeps its story. */
export function latestStory(events: readonly LabEvent[], group: string): LabEvent[] {
  const own = events.filter((event) => event.group === group)
  const joined = own.findLastIndex(({ type }) => type === 'joined')
  const deleted = own.findLastIndex(({ type }, at) => type === 'group-deleted' && at < joined)
  return own.slice(deleted + 1)
}
