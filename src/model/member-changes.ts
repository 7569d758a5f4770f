import type { LabEvent } from './timeline.js'

/** What became of a member: it joined, said that it goes, vanished, was ended by the lab, or its client gave up. */
export type Change = 'joins' | 'leaves' | 'crashes' | 'is ended' | 'dies'

/** A member that came or went, and when (in ms since 1970). */
export interface MemberChange {
  readonly atMs: number
  readonly member: string
  readonly change: Change
}

const ENDS: Partial<Record<LabEvent['type'], Change>> = {
  left: 'leaves',
  crashed: 'crashes',
  ended: 'is ended',
  died: 'dies',
}

/**
 * Who came to a group and who went, oldest first. A member joins once: the joins that every rebalance asks of those who
 * stay are left out, also where its first is not among the events.
 *
 *     memberChanges(lab.timeline(), 'chat-service')   // [{ atMs, member: 'C1', change: 'joins' }, …]
 */
export function memberChanges(events: readonly LabEvent[], group: string): MemberChange[] {
  const alive = new Set<string>()
  const changes: MemberChange[] = []
  for (const event of events) {
    const { atMs, group: where, member, type } = event
    if (where !== group || member === null) continue
    const end = ENDS[type]
    if (type === 'joined' && !alive.has(member)) {
      alive.add(member)
      if (!event.again) changes.push({ atMs, member, change: 'joins' })
    }
    if (end !== undefined) {
      alive.delete(member)
      changes.push({ atMs, member, change: end })
    }
  }
  return changes
}
