import { type Connection, renew } from './connection.js'
import { end } from './ending.js'
import { removeGroups } from './fresh-group.js'
import { committedOffsets, describeGroups, listGroups } from './groups.js'
import { isAlive, nameOf } from './membership.js'
import { mustBeOurs } from './ours.js'
import type { Roster } from './roster.js'
import { refuseStrangers } from './strangers.js'
import { deleteTopics, listTopics } from './topics.js'

/**
 * Deletes topics with everything that refers to them, so that they can be made anew: first this lab's members of them
 * leave (a topic made anew under a live kafkajs member leaves it deaf), then the groups that have read nothing else
 * are deleted, then the topics. Names are without prefix. Refuses, with nothing changed, while a group on one of the
 * topics has members that this lab did not start. A topic may be gone already: its members and groups are not.
 */
export async function clearTopics(roster: Roster, topics: readonly string[]): Promise<void> {
  const { connection } = roster
  const { cluster } = connection
  const wanted = topics.map((topic) => cluster.prefix + topic)
  mustBeOurs(cluster, wanted, 'delete')
  const groups = await groupsOn(roster, wanted)
  const cannot = `Cannot make ${topics.map((topic) => `'${topic}'`).join(', ')} fresh`
  for (const { group } of groups) await refuseStrangers(roster, group, cannot)
  for (const member of [...roster.members.values()]) {
    const on = member.topics.filter((topic) => topics.includes(topic))
    if (on.length === 0) continue
    await end(
      roster,
      member,
      `${nameOf(member)} was ended when ${on.join(', ')} was made fresh: run its join cell again.`,
    )
  }
  await removeGroups(
    roster,
    groups.filter(({ only }) => only).map(({ group }) => group),
  )
  const existing = (await listTopics(connection.admin)).filter((name) => wanted.includes(name))
  await deleteTopics(connection.admin, existing)
  for (const topic of existing)
    roster.record(null, null, { type: 'topic-deleted', topic: topic.slice(cluster.prefix.length) })
  if (existing.length > 0) await renew(connection)
}

/**
 * Proves that a topic is empty and that no group has a position in it. Throws a sentence when it is not so.
 */
export async function proveFresh(
  connection: Connection,
  topic: string,
  ends: readonly number[],
): Promise<void> {
  const holding = ends.reduce((sum, end) => sum + end, 0)
  const groups = await prefixedGroups(connection)
  const stale: string[] = []
  for (const group of groups) {
    const positions = (await committedOffsets(connection.admin, group)).get(connection.cluster.prefix + topic)
    if (positions !== undefined && positions.size > 0) stale.push(group)
  }
  if (holding === 0 && stale.length === 0) return
  throw new Error(
    `Topic '${topic}' was deleted and made anew, but it is not fresh: it holds ${holding} records, and ` +
      `${stale.length === 0 ? 'no group' : stale.join(', ')} has committed offsets in it. Somebody else uses it; run the cell again.`,
  )
}

/** Groups of this lab's prefix with a position or a member in one of the topics; `only`: and in no other. */
async function groupsOn(
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

async function prefixedGroups({ admin, cluster }: Connection): Promise<string[]> {
  return (await listGroups(admin)).filter((group) => group.startsWith(cluster.prefix))
}
