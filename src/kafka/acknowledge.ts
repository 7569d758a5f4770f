import { acknowledgeAll, held, type Ledger } from '../model/ledger.js'
import { printed } from '../model/printed.js'
import { countOf, rangesOf } from '../model/ranges.js'
import { startTimer } from './commit-timer.js'
import { type Commit, type CommitOptions, committed, inCommitTurn, phrase } from './committing.js'
import { commitOf, isWaiting, lookedAt, type Ticked } from './due.js'
import { type PartitionInbox, partitionName } from './inbox.js'
import { type Membership, nameOf, refuseIfGone } from './membership.js'
import { isBehind, type MessageRef, ownedPartition, type Place, placeOf } from './place.js'
import { untilMember } from './waiting-out.js'

/** What an acknowledgement did. */
export interface Acknowledged {
  /** Messages acknowledged by this call. */
  readonly acknowledged: number
  /** Messages given that were acknowledged before. */
  readonly already: number
  /** What this call committed; empty when the contiguous prefix did not grow, and while a commit waits: see `commitWhen` of join. */
  readonly committed: readonly Commit[]
  /** Acknowledged messages that no commit can express, because they lie above a gap; over all its partitions. */
  readonly held: number
}

/**
 * See `Member.ack`. Done in turn with the member's other acknowledgements and commits. A commit that a rebalance came
 * before is done again where the member still owns the partition, unless `refused` throws.
 */
export function acknowledge(
  membership: Membership,
  refs: readonly MessageRef[],
  options: CommitOptions = {},
): Promise<Acknowledged> {
  return inCommitTurn(membership, () => acknowledgeNow(membership, refs, options))
}

async function acknowledgeNow(
  membership: Membership,
  refs: readonly MessageRef[],
  options: CommitOptions = {},
): Promise<Acknowledged> {
  refuseIfGone(membership, 'acknowledge')
  const { background = false } = options
  await untilMember(membership, 'acknowledge', background)
  const places: Place[] = []
  for (const ref of refs) {
    const place = placeOf(membership, ref, background)
    places.push(place instanceof Promise ? await place : place)
  }
  const rebalanced = places.some(({ at }) => membership.inbox.get(partitionName(at)) !== at)
  if (rebalanced) return acknowledgeNow(membership, refs, options)
  const asked = byPartition(places)
  const ticked = new Map<PartitionInbox, Ticked>()
  for (const [at, offsets] of asked) {
    const ledger = withTicks(at, offsets)
    const fresh = countOf(ledger.acknowledged) - countOf(at.ledger.acknowledged)
    ticked.set(at, { ledger, fresh })
  }
  const looked = lookedAt(membership, ticked)
  const commits = looked.flatMap((at) => commitOf(membership, at, ticked.get(at)?.ledger))
  if (!(await committed(membership, commits, options))) return acknowledgeNow(membership, refs, options)
  // What is due is ticked off when the coordinator has confirmed; meanwhile the ledgers may have taken in more batches.
  for (const [at, offsets] of asked) at.ledger = withTicks(at, offsets)
  for (const [at, { fresh }] of ticked) at.uncommitted = (at.uncommitted ?? 0) + fresh
  for (const at of looked) at.uncommitted = null
  startTimer(membership)
  const acknowledged = [...ticked.values()].reduce((sum, { fresh }) => sum + fresh, 0)
  const heldNow = [...membership.inbox.values()].reduce((sum, { ledger }) => sum + countOf(held(ledger)), 0)
  const result: Acknowledged = {
    acknowledged,
    already: places.length - acknowledged,
    committed: commits,
    held: heldNow,
  }
  for (const [{ topic, partition }, offsets] of asked)
    membership.record({ type: 'acknowledged', topic, partition, offsets: rangesOf(offsets) })
  return printed(result, () => sentenceOf(membership, result))
}

/** See `Member.commit`. Done in turn with the member's acknowledgements. */
export function commit(membership: Membership, ref: MessageRef): Promise<Commit> {
  return inCommitTurn(membership, () => commitNow(membership, ref))
}

async function commitNow(membership: Membership, ref: MessageRef): Promise<Commit> {
  refuseIfGone(membership, 'commit')
  await untilMember(membership, 'commit', false)
  const at = ownedPartition(membership, ref, 'commit')
  const position: Commit = { topic: at.topic, partition: at.partition, offset: ref.offset }
  if (!(await committed(membership, [position]))) return commitNow(membership, ref)
  return printed(position, () => `${nameOf(membership)} committed ${phrase([position])}`)
}

/** The offsets that were given of each partition, in their order. */
function byPartition(places: readonly Place[]): ReadonlyMap<PartitionInbox, readonly number[]> {
  const offsets = new Map<PartitionInbox, number[]>()
  for (const { at, offset } of places) {
    const known = offsets.get(at)
    if (known === undefined) offsets.set(at, [offset])
    else known.push(offset)
  }
  return offsets
}

/** The ledger of a partition when these are ticked off; it has no place for what was committed before the last join. */
function withTicks(at: PartitionInbox, offsets: readonly number[]): Ledger {
  return acknowledgeAll(
    at.ledger,
    offsets.filter((offset) => !isBehind({ at, offset })),
  )
}

function sentenceOf(
  membership: Membership,
  { acknowledged, already, committed, held }: Acknowledged,
): string {
  const parts = [
    `${nameOf(membership)} acknowledged ${acknowledged} ${acknowledged === 1 ? 'message' : 'messages'}`,
  ]
  if (already > 0) parts.push(`${already} were acknowledged before`)
  const nothing = isWaiting(membership) ? 'committed nothing yet' : 'committed nothing new'
  parts.push(committed.length === 0 ? nothing : `committed ${phrase(committed)}`)
  if (held > 0) parts.push(`${held} held above a gap`)
  return parts.join(', ')
}
