import { waitFor } from '../wait.js'
import { partitionName } from './inbox.js'
import { isLossOfBroker } from './loss.js'
import { isAlive, type Membership, nameOf, refuseIfGone } from './membership.js'
import { rosterKey } from './roster.js'
import { inTurn } from './turns.js'
import { throughRebalance, whileRebalancing } from './waiting-out.js'

/** One committed position: `offset` is the next offset to read. */
export interface Commit {
  readonly topic: string
  readonly partition: number
  readonly offset: number
}

/** Does work when the member's acknowledgements and commits that were begun earlier are over. */
export function inCommitTurn<T>(membership: Membership, work: () => Promise<T>): Promise<T> {
  const { group, name, turns } = membership
  return inTurn(turns, `commit ${rosterKey(group, name)}`, work)
}

/** Told what the coordinator said when it refused a commit, because a rebalance had come first. */
export type OnRefusal = (said: string) => void

/** Who waits for a commit that a rebalance came before. */
export interface CommitOptions {
  /** Default: the caller looks anew without a word. */
  readonly refused?: OnRefusal
  /** Whether it is done beside the cells: no rebalance is too long then, and the stop button is not meant. Default false. */
  readonly background?: boolean
}

/** What the coordinator said to a commit; 'in time': it confirmed, and a rebalance came right after it. */
export type CommitAnswer = 'confirmed' | 'in time' | 'refused'

/**
 * Commits, and says whether the coordinator confirmed and all is as before; false when a rebalance came and the caller
 * has to look anew. `refused` is told why it was refused, when the member is back in the group.
 */
export async function committed(
  membership: Membership,
  commits: readonly Commit[],
  options: CommitOptions = {},
): Promise<boolean> {
  return (await askToCommit(membership, commits, options)) === 'confirmed'
}

/** Commits, and returns what the coordinator said. */
export async function askToCommit(
  membership: Membership,
  commits: readonly Commit[],
  { refused = () => {}, background = false }: CommitOptions = {},
): Promise<CommitAnswer> {
  if (commits.length === 0) return 'confirmed'
  const { joins, inbox } = membership
  try {
    // Whether a lost answer was a yes is not known: the members read anew what the coordinator has.
    if (!(await sendCommit(membership, joins, commits))) return 'refused'
  } catch (problem) {
    const said = (problem as Error).message
    if (/group is rebalancing|generation id is not valid|not aware of this member/.test(said)) {
      await waitFor(
        `${nameOf(membership)} to be given partitions again`,
        (saw) => {
          refuseIfGone(membership, 'commit')
          saw(said)
          return membership.joins > joins ? true : undefined
        },
        whileRebalancing(membership, background),
      )
      refused(said)
      return 'refused'
    }
    throw new Error(
      `${nameOf(membership)} could not commit ${phrase(commits)}: ${said}. Its messages stay as they were; run the cell again.`,
      { cause: problem },
    )
  }
  // A rebalance came right after it: the new owner, this member perhaps, has read the position or will be told again.
  if (membership.joins !== joins) return 'in time'
  for (const each of commits) {
    const at = inbox.get(partitionName(each))
    if (at !== undefined) {
      at.committed = each.offset
      at.uncommitted = null
    }
    membership.record({ type: 'committed', ...each })
  }
  return 'confirmed'
}

/**
 * Sends a commit, again while the coordinator's broker is lost and the member is still the same to the group; false when
 * it is not any more. A client that starts anew after such a loss sends nothing, at first without a word.
 */
async function sendCommit(
  membership: Membership,
  joins: number,
  commits: readonly Commit[],
): Promise<boolean> {
  const { prefix } = membership.connection.cluster
  const offsets = commits.map(({ topic, partition, offset }) => ({
    topic: prefix + topic,
    partition,
    offset: String(offset),
  }))
  return waitFor(
    `the commit of ${phrase(commits)}`,
    async (saw) => {
      const before = membership.commits
      try {
        await membership.consumer.commitOffsets(offsets)
        if (membership.commits > before) return true
        saw('its client starts anew')
        return membership.joins === joins && isAlive(membership) ? undefined : false
      } catch (problem) {
        saw((problem as Error).message)
        // The group, or a new start of the client, has taken the partitions away meanwhile: they are read anew.
        if (membership.joins !== joins && isAlive(membership)) return false
        if (!(isLossOfBroker(problem) || startsAnew(problem)) || !isAlive(membership)) throw problem
        return undefined
      }
    },
    { ...throughRebalance(membership, true), everyMs: 50 },
  )
}

/** What kafkajs says to a commit when its client has stopped for a lost broker, and not started again yet. */
function startsAnew(problem: unknown): boolean {
  return problem instanceof Error && problem.message.startsWith('Consumer group was not initialized')
}

/** Commits in words: 3 on orders P0. */
export function phrase(commits: readonly Commit[]): string {
  return commits.map(({ topic, partition, offset }) => `${offset} on ${topic} P${partition}`).join(', ')
}
