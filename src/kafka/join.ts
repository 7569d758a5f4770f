import { nameProblem } from '../model/names.js'
import type { CommitMode } from '../model/observation.js'
import { waitFor } from '../wait.js'
import { makeMembership, startMembership } from './consumer.js'
import { end } from './ending.js'
import { mustExist } from './existing.js'
import { freshGroup } from './fresh-group.js'
import { type MemberPlan, type Membership, nameOf } from './membership.js'
import { type Roster, rosterKey, untilSettled } from './roster.js'
import { sessionTimeoutFor } from './session-timeout.js'
import { inTurn } from './turns.js'

/** How a member joins. */
export interface JoinOptions {
  /** Its name and client id; default C1. Joining again under the same name replaces the old member. */
  readonly as?: string
  /** Where it starts when the group has no committed offset, or one out of range; default 'beginning', so that nothing is skipped. */
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
 * coordinator gave it. Joins under one name are done one after the other. Throws a sentence when the topic does not
 * exist, a name is refused, or the consumer died; an interrupted join goes on until the next one replaces it.
 */
export async function join(
  roster: Roster,
  group: string,
  topics: readonly string[],
  options: JoinOptions = {},
): Promise<Membership> {
  const { as: name = 'C1', sessionTimeoutMs: wantedMs = 2_000 } = options
  const who = nameOf({ name, group })
  checkNames(group, name)
  if (topics.length === 0)
    throw new Error(
      `${name} cannot join group '${group}': it is given no topic to read. Name one: lab.join('${group}', 'orders').`,
    )
  const sessionTimeoutMs = await sessionTimeoutFor(roster.connection, who, wantedMs)
  const { from = 'beginning', commit = 'ledger', fresh = false } = options
  const plan = { name, group, topics, from, commit, sessionTimeoutMs }
  return inTurn(roster.turns, `join ${rosterKey(group, name)}`, () => joinNow(roster, plan, fresh))
}

async function joinNow(roster: Roster, plan: MemberPlan, fresh: boolean): Promise<Membership> {
  const { connection, members } = roster
  const { name, group } = plan
  const cannot = `${name} cannot join group '${group}'`
  await mustExist(connection, plan.topics, cannot)
  await connection.coordinator
  if (fresh) await freshGroup(roster, group)
  const key = rosterKey(group, name)
  const former = members.get(key)
  if (former !== undefined)
    await end(
      roster,
      former,
      `${nameOf(former)} was replaced by a member of the same name that joined later: use that one, or run the cells again from its join cell on.`,
    )
  const membership = makeMembership(roster, plan)
  members.set(key, membership)
  void startMembership(membership)
  await waitFor(
    `${nameOf(membership)} to be given its partitions`,
    (saw) => {
      if (membership.end !== null)
        throw new Error(`${cannot}: ${membership.end}`, { cause: membership.cause })
      saw(`it is ${membership.status}`)
      return membership.status === 'member' ? true : undefined
    },
    { timeoutMs: 15_000 + 2 * plan.sessionTimeoutMs },
  )
  await untilSettled(roster, group)
  return membership
}

function checkNames(group: string, member: string): void {
  for (const [kind, text] of Object.entries({ group, member })) {
    const problem = nameProblem(text, 'group')
    if (problem !== null)
      throw new Error(
        `Cannot join group '${group}': the name of the ${kind} will not do: ${problem}. Choose another.`,
      )
  }
}
