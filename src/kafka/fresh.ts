import type { Connection } from './connection.js'
import { renew } from './connection.js'
import { end } from './ending.js'
import { committedOffsets, deleteGroups, describeGroups, listGroups, untilEmpty } from './groups.js'
import { refuseStrangers } from './join.js'
import { isAlive, nameOf } from './membership.js'
import { mustBeOurs } from './ours.js'
import type { Roster } from './roster.js'
import { deleteTopics, listTopics } from './topics.js'

/**
 * Deletes topics with everything that refers to them, so that they can be made anew: first this lab's members of them
 * leave (a topic made anew under a live kafkajs member leaves it deaf), then the groups that have read nothing else
 * are deleted, then the topics. Names are without prefix. Refuses, with nothing changed, while a group on one of the
 * topics has members that this lab did not start.
 */
export async function clearTopics(roster: Roster, topics: readonly string[]): Promise<void> {
  const { connection } = roster
  const { admin, cluster } = connection
  const existing = (await listTopics(admin)).filter((name) =>
    topics.some((topic) => cluster.prefix + topic === name),
  )
  if (existing.length === 0) return
  const groups = await groupsOn(roster, existing)
  for (const { group } of groups)
    await refuseStrangers(
      roster,
      group,
      `Cannot make ${topics.map((topic) => `'${topic}'`).join(', ')} fresh`,
    )
  for (const member of [...roster.members.values()]) {
    const on = member.topics.filter((topic) => topics.includes(topic))
    if (on.length === 0) continue
    await end(
      roster,
      member,
      `${nameOf(member)} was ended when ${on.join(', ')} was made fresh: run its join cell again.`,
    )
  }
  const doomed = groups.filter(({ only }) => only).map(({ group }) => cluster.prefix + group)
  mustBeOurs(cluster, [...doomed, ...existing], 'delete')
  for (const group of doomed) await untilEmpty(admin, group, 30_000)
  await deleteGroups(admin, doomed)
  for (const group of doomed)
    roster.record(group.slice(cluster.prefix.length), null, { type: 'group-deleted' })
  await deleteTopics(admin, existing)
  for (const topic of existing)
    roster.record(null, null, { type: 'topic-deleted', topic: topic.slice(cluster.prefix.length) })
  await renew(connection)
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
  for (const group of groups)
    if ((await committedOffsets(connection.admin, group)).has(connection.cluster.prefix + topic))
      stale.push(group)
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
  for (const { group: real, members } of await describeGroups(
    connection.admin,
    await prefixedGroups(connection),
  )) {
    const group = real.slice(prefix.length)
    const mine = [...roster.members.values()].filter((each) => each.group === group)
    const read = mine.filter(isAlive).flatMap((each) => each.topics.map((topic) => prefix + topic))
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
