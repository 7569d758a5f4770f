import { refuseIfDead } from '../cluster/refuse-if-dead.js'
import type { AssignorName } from '../model/assignor.js'
import type { CommitWhen } from '../model/commit-when.js'
import { listed } from '../model/listed.js'
import type { CommitMode } from '../model/observation.js'
import { waitFor } from '../wait.js'
import { makeMembership, startMembership } from './consumer.js'
import { end } from './ending.js'
import { mustExist } from './existing.js'
import { freshGroup } from './fresh-group.js'
import { refuseShare } from './group-kind.js'
import type { IsolationLevel } from './isolation.js'
import { checkJoin } from './join-check.js'
import { type MemberPlan, type Membership, nameOf } from './membership.js'
import { type Roster, rosterKey, untilSettled } from './roster.js'
import { sessionTimeoutFor } from './session-timeout.js'
import { inTurns } from './turns.js'

/** How a member joins. */
export interface JoinOptions {
  /** Its name and client id; default C1. Joining again under the same name replaces the old member. */
  readonly as?: string
  /** Where it starts when the group has no committed offset, or one out of range; default 'beginning', so that nothing is skipped. */
  readonly from?: 'beginning' | 'end'
  /** How acknowledgements become commits; default 'ledger', which loses nothing. See `Member.ack`. */
  readonly commit?: CommitMode
  /**
   * When they are committed: 'acknowledged' (default: each time), after every so many newly acknowledged messages
   * (counted over all its partitions), on a timer (in ms since the previous commit), or when it is 'leaving'.
   * Leaving commits what is left in each case. A crash, a rebalance, or being replaced drops it: it is delivered again.
   */
  readonly commitWhen?: CommitWhen
  /**
   * How the group's leader shares the partitions out: 'round robin' (default) is kafkajs' own, which ignores who reads
   * what: it deals the partitions of the leader's topics to every member in turn. 'range' and 'sticky' give a
   * partition only to a member that reads its topic. All members of a group need the same one.
   */
  readonly assignor?: AssignorName
  /**
   * What it reads of transactions: 'read_committed' (default, and kafkajs' own; the Java client's is the other) waits at
   * the last stable offset for open ones and leaves aborted ones out; 'read_uncommitted' reads all, to the log end.
   */
  readonly isolationLevel?: IsolationLevel
  /** Ends this lab's members of the group and deletes it first, so that it starts as never committed. */
  readonly fresh?: boolean
  /** After how long without a heartbeat the coordinator gives a member up; default 2000, at least what the brokers allow. */
  readonly sessionTimeoutMs?: number
}

/** How several members join at once: each under a name of its own, alike in everything else. */
export interface JoinManyOptions extends Omit<JoinOptions, 'as'> {
  readonly as: readonly string[]
}

/**
 * Lets members join a group, all at once, and returns when they, and every member of this lab beside them, have the
 * partitions that the coordinator gave them; in the order of their names in `as`. Joins under one name are done one
 * after the other. Throws a sentence when a topic does not exist, a name or a choice is refused, or a consumer died;
 * an interrupted join goes on until the next one replaces it.
 */
export async function join(
  roster: Roster,
  group: string,
  topics: readonly string[],
  options: JoinOptions | JoinManyOptions = {},
): Promise<Membership[]> {
  const { as = 'C1', sessionTimeoutMs: wantedMs = 2_000, fresh = false } = options
  const {
    from = 'beginning',
    commit = 'ledger',
    commitWhen = 'acknowledged',
    assignor = 'round robin',
    isolationLevel = 'read_committed',
  } = options
  const names = listed(as)
  checkJoin(group, { names, topics, commitWhen, assignor, isolationLevel })
  const who = nameOf({ name: names.length === 1 ? `${names[0]}` : `Each of ${names.join(', ')}`, group })
  const sessionTimeoutMs = await sessionTimeoutFor(roster.connection, who, wantedMs)
  const alike = { group, topics, from, commit, commitWhen, assignor, isolationLevel, sessionTimeoutMs }
  const keys = names.map((name) => `join ${rosterKey(group, name)}`)
  return inTurns(roster.turns, keys, () =>
    joinNow(
      roster,
      names.map((name) => ({ ...alike, name })),
      fresh,
    ),
  )
}

async function joinNow(roster: Roster, plans: readonly MemberPlan[], fresh: boolean): Promise<Membership[]> {
  const { connection, members } = roster
  const [{ group, topics }] = plans as [MemberPlan]
  const names = plans.map(({ name }) => name).join(', ')
  refuseIfDead(connection.cluster)
  await mustExist(connection, topics, `${names} cannot join group '${group}'`)
  await connection.coordinator
  await refuseShare(connection, group, `${names} cannot join group '${group}'`)
  // Again: work that is under way may ask for a member while the lab is closed.
  refuseIfDead(connection.cluster)
  if (fresh) await freshGroup(roster, group)
  await Promise.all(plans.map(({ name }) => endFormer(roster, group, name)))
  const joining = plans.map((plan) => makeMembership(roster, plan))
  for (const membership of joining) {
    members.set(rosterKey(group, membership.name), membership)
    void startMembership(membership)
  }
  const outcomes = await Promise.allSettled(joining.map(untilMember))
  const failed = outcomes.find(({ status }) => status === 'rejected')
  if (failed !== undefined) throw (failed as PromiseRejectedResult).reason
  await untilSettled(roster, group)
  return joining
}

async function endFormer(roster: Roster, group: string, name: string): Promise<void> {
  const former = roster.members.get(rosterKey(group, name))
  if (former === undefined) return
  await end(
    roster,
    former,
    `${nameOf(former)} was replaced by a member of the same name that joined later: use that one, or run the cells again from its join cell on.`,
  )
}

function untilMember(membership: Membership): Promise<true> {
  const { name, group } = membership
  return waitFor(
    `${nameOf(membership)} to be given its partitions`,
    (saw) => {
      if (membership.end !== null)
        throw new Error(`${name} cannot join group '${group}': ${membership.end}`, {
          cause: membership.cause,
        })
      saw(`it is ${membership.status}`)
      return membership.status === 'member' ? true : undefined
    },
    { timeoutMs: 15_000 + 2 * membership.sessionTimeoutMs },
  )
}
