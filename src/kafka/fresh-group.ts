import { endedWhen, endWork } from './background.js'
import { end } from './ending.js'
import { deleteGroups, untilEmpty } from './groups.js'
import { nameOf } from './membership.js'
import { mustBeOurs } from './ours.js'
import { liveMembers, type Roster } from './roster.js'
import { refuseStrangers } from './strangers.js'

/** Ends this lab's members of a group and deletes the group. Refuses while somebody else is in it. */
export async function freshGroup(roster: Roster, group: string): Promise<void> {
  await refuseStrangers(roster, group, `Cannot make group '${group}' fresh`)
  for (const member of liveMembers(roster, group))
    await end(
      roster,
      member,
      `${nameOf(member)} was ended when its group was made fresh: run its join cell again.`,
    )
  await removeGroups(roster, [group])
}

/** Deletes those of the groups that exist, when their last members are off the coordinator's list, and returns them; names are without prefix. */
export async function removeGroups(roster: Roster, groups: readonly string[]): Promise<string[]> {
  const { admin, cluster } = roster.connection
  const real = groups.map((group) => cluster.prefix + group)
  mustBeOurs(cluster, real, 'delete')
  for (const group of real) await untilEmpty(admin, group, 30_000)
  const deleted = (await deleteGroups(admin, real)).map((group) => group.slice(cluster.prefix.length))
  for (const group of deleted) {
    roster.record(group, null, { type: 'group-deleted' })
    const sampling = roster.samplings.get(group)
    if (sampling !== undefined) await endWork(sampling, endedWhen('when the group was deleted'))
  }
  return deleted
}
