import type { Roster } from './roster.js'
import { removeShareGroup } from './share-admin.js'
import { endShare } from './share-ending.js'
import { type ShareMembership, shareNameOf } from './share-membership.js'

/** The share groups that this lab's members joined; `on`: with a member that reads one of these topics. Names are without prefix. */
export function shareGroups({ shares }: Roster, on?: readonly string[]): string[] {
  const members = [...shares.members.values()].filter((each) => on === undefined || reads(each, on))
  return [...new Set(members.map(({ group }) => group))]
}

/**
 * Ends this lab's share group members that read one of the topics, before these are made fresh, and deletes the share
 * groups that read nothing else.
 */
export async function clearShares(roster: Roster, topics: readonly string[]): Promise<void> {
  const why = `${topics.join(', ')} was made fresh`
  for (const group of shareGroups(roster, topics)) {
    const members = [...roster.shares.members.values()].filter((each) => each.group === group)
    if (members.every((each) => each.topics.every((topic) => topics.includes(topic))))
      await removeShareGroup(roster, group, why)
    else
      for (const each of members.filter((member) => reads(member, topics)))
        await endShare(each, `${shareNameOf(each)} was ended when ${why}: run its join cell again.`)
  }
}

function reads({ topics }: ShareMembership, some: readonly string[]): boolean {
  return topics.some((topic) => some.includes(topic))
}
