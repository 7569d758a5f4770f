import { nameProblem } from '../model/names.js'
import type { CommitMode } from '../model/observation.js'
import { waitFor } from '../wait.js'
import type { Connection } from './connection.js'
import { startMembership } from './consumer.js'
import { end } from './ending.js'
import { deleteGroups, untilEmpty } from './groups.js'
import { type Membership, nameOf } from './membership.js'
import { mustBeOurs, notOurs } from './ours.js'
import { coordinatorSays, liveMembers, type Roster, rosterKey, untilSettled } from './roster.js'
import { listTopics } from './topics.js'

/** How a member joins. */
export interface JoinOptions {
  /** Its name and client id; default C1. Joining again under the same name replaces the old member. */
  readonly as?: string
  /** Where it starts when the group has never committed; default 'beginning', so that nothing is skipped. */
  readonly from?: 'beginning' | 'end'
  /** How acknowledgements become commits; default 'ledger', which loses nothing. See `Member.ack`. */
  readonly commit?: CommitMode
  /** Ends this lab's members of the group and deletes it first, so that it starts as never committed. */
  readonly fresh?: boolean
  /** After how long without a heartbeat the coordinator gives a member up; default 2000, at least what the brokers allow. */
  readonly sessionTimeoutMs?: number
}

/**
 * Lets a member join a group and returns when it, and every member of this lab beside it, has the partitions that the
 * coordinator gave it. Throws a sentence when the topic does not exist, a name is refused, or the consumer died.
 */
export async function join(
  roster: Roster,
  group: string,
  topics: readonly string[],
  options: JoinOptions = {},
): Promise<Membership> {
  const { as: name = 'C1', from = 'beginning', commit = 'ledger', fresh = false } = options
  const { connection, members } = roster
  const cannot = `${name} cannot join group '${group}'`
  for (const [kind, text] of [
    ['group', group],
    ['member', name],
  ] as const) {
    const problem = nameProblem(text, 'group')
    if (problem !== null)
      throw new Error(
        `Cannot join group '${group}': the name of the ${kind} will not do: ${problem}. Choose another.`,
      )
  }
  if (topics.length === 0)
    throw new Error(`${cannot}: it is given no topic to read. Name one: lab.join('${group}', 'orders').`)
  const known = await listTopics(connection.admin)
  const missing = topics.find((topic) => !known.includes(connection.cluster.prefix + topic))
  if (missing !== undefined) throw new Error(`${cannot}: ${unknownTopic(connection, missing, known)}`)
  await connection.coordinator
  if (fresh) await freshGroup(roster, group)
  const key = rosterKey(group, name)
  const former = members.get(key)
  if (former !== undefined)
    await end(
      roster,
      former,
      `${nameOf(former)} was replaced by a member of the same name that joined later: use that one.`,
    )
  const sessionTimeoutMs = sessionTimeoutFor(connection, `${name} of group '${group}'`, options)
  const plan = { name, group, topics, from, commit, sessionTimeoutMs }
  const membership = await startMembership(connection, plan, (detail) => roster.record(group, name, detail))
  members.set(key, membership)
  await waitFor(
    `${nameOf(membership)} to be given its partitions`,
    (saw) => {
      if (membership.end !== null)
        throw new Error(`${cannot}: ${membership.end}`, { cause: membership.cause })
      saw(`it is ${membership.status}`)
      return membership.status === 'member' ? true : undefined
    },
    { timeoutMs: 15_000 + 2 * sessionTimeoutMs },
  )
  await untilSettled(roster, group)
  return membership
}

/** The session time-out asked for, or the least that the brokers accept; then that is said. */
function sessionTimeoutFor(
  { minSessionTimeoutMs }: Connection,
  who: string,
  { sessionTimeoutMs = 2_000 }: JoinOptions,
): number {
  if (sessionTimeoutMs >= minSessionTimeoutMs) return sessionTimeoutMs
  console.log(
    `${who} has a session time-out of ${minSessionTimeoutMs} ms, not ${sessionTimeoutMs}: these brokers accept no shorter one.`,
  )
  return minSessionTimeoutMs
}

/** What to say of a topic that does not exist, or not as the lab's. */
export function unknownTopic({ cluster }: Connection, topic: string, known: readonly string[]): string {
  const { prefix, brokers } = cluster
  const ours = known.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length))
  if (known.includes(topic)) return `there is a topic '${topic}', but ${notOurs(prefix, brokers)}`
  const there = ours.length === 0 ? 'there is no topic yet' : `there are ${ours.join(', ')}`
  return `topic '${topic}' does not exist (${there}). Check the name, or run the cell that provisions it.`
}

/** Ends this lab's members of a group and deletes the group. Refuses while somebody else is in it. */
export async function freshGroup(roster: Roster, group: string): Promise<void> {
  const { connection } = roster
  await refuseStrangers(roster, group, `Cannot make group '${group}' fresh`)
  for (const member of liveMembers(roster, group))
    await end(
      roster,
      member,
      `${nameOf(member)} was ended when its group was made fresh: run its join cell again.`,
    )
  const real = connection.cluster.prefix + group
  mustBeOurs(connection.cluster, [real], 'delete')
  await untilEmpty(connection.admin, real, 30_000)
  await deleteGroups(connection.admin, [real])
  roster.record(group, null, { type: 'group-deleted' })
}

/** Throws when the coordinator lists a member of the group that this lab did not start. */
export async function refuseStrangers(roster: Roster, group: string, cannot: string): Promise<void> {
  const { members } = await coordinatorSays(roster, group)
  const ours = new Set(liveMembers(roster, group).map(({ id }) => id))
  const strangers = members.filter(({ id }) => !ours.has(id) && !roster.gone.has(id))
  if (strangers.length > 0)
    throw new Error(
      `${cannot}: ${strangers.map(({ name }) => name).join(', ')} of '${group}' ${strangers.length === 1 ? 'belongs' : 'belong'} to another program ` +
        '(another notebook, or a tool of Kafka). End it there, then run the cell again.',
    )
}
