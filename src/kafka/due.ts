import { commitsNow } from '../model/commit-when.js'
import { type Ledger, positionToCommit } from '../model/ledger.js'
import { type Commit, committed, inCommitTurn } from './committing.js'
import type { PartitionInbox } from './inbox.js'
import type { Membership } from './membership.js'

/** What an acknowledgement does to one partition: its ledger afterwards, and how many messages were new to it. */
export interface Ticked {
  readonly ledger: Ledger
  readonly fresh: number
}

/** The partitions that this acknowledgement looks at for a commit: none, unless one is due by the member's `commitWhen`. */
export function lookedAt(
  { commitWhen, inbox }: Membership,
  ticked: ReadonlyMap<PartitionInbox, Ticked>,
): PartitionInbox[] {
  const waiting = [...inbox.values()].filter((at) => at.uncommitted !== null || ticked.has(at))
  const uncommitted = waiting.reduce(
    (sum, at) => sum + (at.uncommitted ?? 0) + (ticked.get(at)?.fresh ?? 0),
    0,
  )
  return commitsNow(commitWhen, uncommitted) ? waiting : []
}

/** The commit that a partition is due when it stands as `ledger` says, if any. */
export function commitOf({ commit: mode }: Membership, at: PartitionInbox, ledger = at.ledger): Commit[] {
  const offset = positionToCommit(ledger, mode)
  const { topic, partition, committed } = at
  if (offset === null || offset === committed) return []
  if (mode === 'ledger' && offset <= Math.max(committed ?? 0, ledger.start)) return []
  return [{ topic, partition, offset }]
}

/** Whether something that the member has acknowledged waits for a commit. */
export function isWaiting({ inbox }: Membership): boolean {
  return [...inbox.values()].some(({ uncommitted }) => uncommitted !== null)
}

/**
 * Commits what waits for it, in turn with the member's acknowledgements, and returns what that was. Nothing during a
 * rebalance, which drops it. `background`: nobody waits for it in a cell.
 */
export function commitWaiting(membership: Membership, background = false): Promise<readonly Commit[]> {
  return inCommitTurn(membership, async () => {
    if (membership.status !== 'member') return []
    const waiting = [...membership.inbox.values()].filter(({ uncommitted }) => uncommitted !== null)
    const commits = waiting.flatMap((at) => commitOf(membership, at))
    if (!(await committed(membership, commits, { background }))) return []
    for (const at of waiting) at.uncommitted = null
    return commits
  })
}
