import { waitFor } from '../wait.js'
import { apartEnded, endedWhen, endWork, transactionEnded } from './background.js'
import { type Connection, renew } from './connection.js'
import { end } from './ending.js'
import { removeGroups } from './fresh-group.js'
import { committedOffsets } from './groups.js'
import { groupsOn, prefixedGroups } from './groups-on.js'
import { abortLeftOpen } from './left-open.js'
import { type Membership, nameOf } from './membership.js'
import { mustBeOurs } from './ours.js'
import type { Roster } from './roster.js'
import { refuseShareStrangers } from './share-admin.js'
import { clearShares, shareGroups } from './share-fresh.js'
import { refuseStrangers } from './strangers.js'
import { deleteTopics, listTopics } from './topics.js'
import { endTransaction } from './transaction-state.js'

/** Work apart waits for the sessions of members that it has crashed. */
export const apartGraceMs = 60_000

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
  for (const group of shareGroups(roster, topics)) await refuseShareStrangers(roster, group, cannot)
  for (const work of roster.apart) {
    const on = topics.filter((topic) => work.topics.includes(topic))
    if (on.length > 0) await endWork(work, apartEnded(`when ${on.join(', ')} was made fresh`), apartGraceMs)
  }
  for (const [topic, traffic] of roster.traffics)
    if (topics.includes(topic)) await endWork(traffic, endedWhen(`when ${topic} was made fresh`))
  for (const transaction of roster.transactions) {
    const on = topics.filter((topic) => transaction.topics.has(topic))
    if (on.length === 0) continue
    await endTransaction(
      transaction,
      transactionEnded(transaction.id, `when ${on.join(', ')} was made fresh`),
    )
    roster.transactions.delete(transaction)
  }
  for (const [topic, sampling] of roster.replicaSamplings)
    if (topics.includes(topic)) await endWork(sampling, endedWhen(`when ${topic} was made fresh`))
  for (const member of [...roster.members.values()]) {
    const on = topics.filter((topic) => member.topics.includes(topic) || member.sendsTo === topic)
    if (on.length === 0) continue
    const inHand = untilSent(member)
    await end(
      roster,
      member,
      `${nameOf(member)} was ended when ${on.join(', ')} was made fresh: run its join cell again.`,
    )
    await inHand
  }
  await clearShares(roster, topics)
  await removeGroups(
    roster,
    groups.filter(({ only }) => only).map(({ group }) => group),
  )
  await removeTopics(roster, topics)
}

/** Returns when its `process` is over; one whose handler does not come back sends nothing any more when it does. */
async function untilSent(member: Membership): Promise<void> {
  const what = `the process of ${nameOf(member)} to be over`
  const over = (): true | undefined => member.sendsTo === null || undefined
  await waitFor(what, over, { timeoutMs: 5_000, background: true }).catch(() => {})
}

/** Deletes those of the topics that exist, and returns their names; names are without prefix. */
export async function removeTopics(roster: Roster, topics: readonly string[]): Promise<string[]> {
  const { connection, record } = roster
  const { admin, cluster } = connection
  const wanted = topics.map((topic) => cluster.prefix + topic)
  mustBeOurs(cluster, wanted, 'delete')
  await abortLeftOpen(roster, wanted)
  const existing = (await listTopics(admin)).filter((name) => wanted.includes(name))
  await deleteTopics(admin, existing)
  const removed = existing.map((name) => name.slice(cluster.prefix.length))
  for (const topic of removed) record(null, null, { type: 'topic-deleted', topic })
  if (existing.length > 0) await renew(connection)
  return removed
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
