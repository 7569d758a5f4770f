import type { Connection } from './connection.js'
import { committedOffsets, describeGroups, listGroups } from './groups.js'
import { isAlive } from './membership.js'
import type { Roster } from './roster.js'

/** Groups of this lab's prefix with a position or a member in one of the topics, which are real names; `only`: and in no other. */
export async function groupsOn(
  roster: Roster,
  topics: readonly string[],
): Promise<{ group: string; only: boolean }[]> {
  const { connection } = roster
  const { prefix } = connection.cluster
  const found: { group: string; only: boolean }[] = []
  const living = [...roster.members.values()].filter(isAlive)
  const listed = await prefixedGroups(connection)
  // A group whose first member is just joining is not listed yet.
  const names = new Set([...listed, ...living.map(({ group }) => prefix + group)])
  for (const { group: real, members } of await describeGroups(connection.admin, [...names])) {
    const group = real.slice(prefix.length)
    const mine = living.filter((each) => each.group === group)
    const read = mine.flatMap((each) => each.topics.map((topic) => prefix + topic))
    // The coordinator also knows members of other programs, and those that crashed a moment ago.
    const assigned = members.flatMap((member) => member.assigned.map(({ topic }) => topic))
    const stored = await committedOffsets(connection.admin, real)
    const touched = new Set([...stored.keys(), ...read, ...assigned])
    const on = topics.filter((topic) => touched.has(topic))
    if (on.length > 0) found.push({ group, only: on.length === touched.size })
  }
  return found
}

/** The real names of all groups with this lab's prefix. */
export async function prefixedGroups({ admin, cluster }: Connection): Promise<string[]> {
  return (await listGroups(admin)).filter((group) => group.startsWith(cluster.prefix))
}
