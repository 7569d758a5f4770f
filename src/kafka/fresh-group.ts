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
  await endMembers(roster, group, 'made fresh')
  await removeGroups(roster, [group])
}

async function endMembers(roster: Roster, group: string, fate: string): Promise<void> {
  for (const member of liveMembers(roster, group))
    await end(
      roster,
      member,
      `${nameOf(member)} was ended when its group was ${fate}: run its join cell again.`,
    )
}

/** Deletes those of the groups that exist, when their last members are off the coordinator's list, and returns them; names are without prefix. */
export async function removeGroups(roster: Roster, groups: readonly string[]): Promise<string[]> {
  const { admin, cluster } = roster.connection
  const real = groups.map((group) => cluster.prefix + group)
  mustBeOurs(cluster, real, 'delete')
  // A join that was under way, in a cell that was stopped, may have let a member in meanwhile.
  const endLate = async (): Promise<void> => {
    for (const group of groups) await endMembers(roster, group, 'deleted')
  }
  for (const group of real) await untilEmpty(admin, group, 30_000, endLate)
  const gone = await deleteGroups(admin, real, endLate)
  const deleted = gone.map((group) => group.slice(cluster.prefix.length))
  for (const group of deleted) {
    roster.record(group, null, { type: 'group-deleted' })
    const sampling = roster.samplings.get(group)
    if (sampling !== undefined) await endWork(sampling, endedWhen('when the group was deleted'))
  }
  return deleted
}
