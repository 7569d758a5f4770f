import { ask } from '../cluster/share-process.js'
import { listed } from '../model/listed.js'
import { type WaitOptions, waitFor } from '../wait.js'
import { mustExist } from './existing.js'
import { mustBeShare } from './group-kind.js'
import { type Roster, rosterKey } from './roster.js'
import { describeShare, removeShareGroup } from './share-admin.js'
import { checkJoinShare } from './share-check.js'
import { shareHost } from './share-client.js'
import { noConfirmations } from './share-confirmations.js'
import { endShare } from './share-ending.js'
import { type AcquireMode, type ShareMembership, type SharePlan, shareNameOf } from './share-membership.js'
import { settingsOf } from './share-settings.js'
import { inTurn } from './turns.js'

/** How a member joins a share group. */
export interface JoinShareOptions {
  /** Its name and client id; default C1. Joining again under the same name replaces the old member. */
  readonly as?: string
  /** Kafka's max.poll.records; default 500. Exact in mode 'record_limit' only: otherwise a whole batch may come with the first. */
  readonly maxRecords?: number
  /**
   * Kafka's share.acquire.mode: 'batch_optimized' (default) acquires whole batches as they were produced, so that one
   * member may take a small backlog alone; 'record_limit' acquires at most `maxRecords` at a time.
   */
  readonly acquireMode?: AcquireMode
  /**
   * Where a group starts that is new; default 'beginning'. Kafka's own default is 'end' (share.auto.offset.reset=latest),
   * with which a new share group reads nothing that was sent before. It is a setting of the group.
   */
  readonly from?: 'beginning' | 'end'
  /**
   * How long an acquired message is locked for its member, in ms from 1000 on; Kafka's default is 30000. It is a setting of
   * the group, as its latest join has it: one that leaves it out takes it back to the default.
   */
  readonly lockMs?: number
  /** Ends this lab's members of the group and deletes it first, so that nothing was delivered yet. */
  readonly fresh?: boolean
}

/** How several members join at once: each under a name of its own, alike in everything else. */
export interface JoinShareManyOptions extends Omit<JoinShareOptions, 'as'> {
  readonly as: readonly string[]
}

/** How long a join may take: on somebody else's cluster members hear of their partitions every 5 s. */
const patience: WaitOptions = { timeoutMs: 30_000 }

/** See `Lab.joinShare`. Joins of one group are done one after the other. */
export async function joinShare(
  roster: Roster,
  group: string,
  topics: readonly string[],
  options: JoinShareOptions | JoinShareManyOptions = {},
): Promise<ShareMembership[]> {
  const { as = 'C1', maxRecords = 500, acquireMode = 'batch_optimized' } = options
  const names = listed(as)
  checkJoinShare(group, { ...options, names, topics, maxRecords, acquireMode })
  const plans = names.map((name): SharePlan => ({ name, group, topics, maxRecords, acquireMode }))
  return inTurn(roster.turns, `share group ${group}`, () => joinNow(roster, plans, options))
}

async function joinNow(
  roster: Roster,
  plans: readonly SharePlan[],
  { from = 'beginning', lockMs, fresh = false }: JoinShareOptions | JoinShareManyOptions,
): Promise<ShareMembership[]> {
  const { connection, shares } = roster
  const { prefix } = connection.cluster
  const [{ group, topics }] = plans as [SharePlan]
  const cannot = `${plans.map(({ name }) => name).join(', ')} cannot join share group '${group}'`
  await mustExist(connection, topics, cannot)
  await connection.coordinator
  await mustBeShare(connection, group, cannot)
  const host = await shareHost(shares, connection, cannot)
  // Beside the rest of the first join; what keeps Kafka from it, the join says.
  if (connection.cluster.kind === 'embedded' && shares.count === 0)
    ask(host, 'haveStateTopic', { topic: prefix + topics[0] }).catch(() => {})
  if (fresh) await removeShareGroup(roster, group, 'its group was made fresh')
  for (const { name } of plans) await endFormer(roster, group, name)
  const settings = settingsOf(from, lockMs)
  await ask(host, 'configure', { group: prefix + group, settings }).catch((problem: Error) => {
    throw new Error(
      `${cannot} with these settings: Kafka says: ${problem.message} Change lockMs, or leave it out.`,
      {
        cause: problem,
      },
    )
  })
  const joining = plans.map(
    (plan): ShareMembership => ({
      ...plan,
      connection,
      shares,
      host,
      key: String(++shares.count),
      id: null,
      acquiring: false,
      leaving: false,
      status: 'joining',
      end: null,
      held: [],
      acknowledged: noConfirmations(),
      lockMs: null,
    }),
  )
  for (const each of joining) shares.members.set(rosterKey(group, each.name), each)
  try {
    await Promise.all(joining.map(start))
    await untilAssigned(roster, joining)
  } catch (problem) {
    for (const each of joining)
      await endShare(each, `${shareNameOf(each)} was ended as it could not join: run its join cell again.`)
    throw problem
  }
  for (const each of joining) each.status = 'member'
  return joining
}

async function start(membership: ShareMembership): Promise<void> {
  const { host, key, name, group, topics, maxRecords, acquireMode, connection, shares } = membership
  const { prefix } = connection.cluster
  membership.id = await ask<string>(host, 'join', {
    member: key,
    name,
    group: prefix + group,
    topics: topics.map((topic) => prefix + topic),
    maxRecords,
    acquireMode,
  })
  shares.ids.add(membership.id)
}

/** What keeps a client out of a group, its ACLs for instance, it says only when it is asked. */
async function check({ host, key }: ShareMembership): Promise<void> {
  await ask(host, 'check', { member: key })
}

async function endFormer({ shares }: Roster, group: string, name: string): Promise<void> {
  const former = shares.members.get(rosterKey(group, name))
  if (former === undefined) return
  await endShare(
    former,
    `${shareNameOf(former)} was replaced by a member of the same name that joined later: use that one, or run the cells again from its join cell on.`,
  )
}

/** Waits until the coordinator lists each with partitions. */
async function untilAssigned(roster: Roster, joining: readonly ShareMembership[]): Promise<void> {
  const [{ group }] = joining as [ShareMembership]
  const names = joining.map(({ name }) => name)
  await waitFor(
    `${names.join(', ')} of share group '${group}' to be given partitions`,
    async (saw) => {
      if (roster.connection.cluster.kind === 'external') await Promise.all(joining.map(check))
      const described = await describeShare(roster, group)
      const assigned = described?.members.filter(({ assigned }) => assigned.length > 0) ?? []
      saw(
        `${described?.state ?? 'no such group'}; with partitions: ${assigned.map(({ name }) => name).join(', ') || 'no one'}`,
      )
      return described?.state === 'Stable' &&
        joining.every(({ id }) => assigned.some((each) => each.id === id))
        ? true
        : undefined
    },
    patience,
  )
}
