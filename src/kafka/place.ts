import { offsetProblem } from '../model/message.js'
import { nameProblem } from '../model/names.js'
import { reading } from '../model/options.js'
import { contains, runsInWords } from '../model/ranges.js'
import { named, shown } from '../model/shown.js'
import { waitFor } from '../wait.js'
import { type PartitionInbox, partitionName } from './inbox.js'
import { type Membership, nameOf } from './membership.js'
import { receiverOf } from './receipt.js'
import { throughRebalance } from './waiting-out.js'

/** A place in a log: a message, or just its numbers. `topic` may be left out by a member of one topic. */
export interface MessageRef {
  readonly topic?: string
  readonly partition: number
  readonly offset: number
}

/** A message's place in the inbox of the member that owns it. */
export interface Place {
  readonly at: PartitionInbox
  readonly offset: number
}

/** Whether the ledger says nothing of an offset because it was committed before this member's last join. */
export function isBehind({ at, offset }: Place): boolean {
  return offset < at.ledger.start
}

/**
 * The place of a message that this member received. One that it received before a rebalance is on its way again; that
 * is waited for, in the `background` or by a cell; any other has its place at once, since tens of thousands may be asked for.
 * Throws a sentence for one that another group, another member or nobody received.
 */
export function placeOf(
  membership: Membership,
  ref: MessageRef,
  background: boolean,
): Place | Promise<Place> {
  const receiver = receiverOf(ref)
  if (receiver !== null && receiver !== membership) throw new Error(notMine(membership, receiver, ref))
  const at = ownedPartition(membership, ref, 'acknowledge')
  const place = { at, offset: ref.offset }
  if (receiver === membership && isBehind(place)) return place
  const isDue = (): boolean =>
    at.ledger.position > place.offset || membership.inbox.get(partitionName(at)) !== at
  if (receiver !== membership || isDue()) return delivered(membership, place)
  return waitFor(
    `offset ${place.offset} to be delivered again after the rebalance`,
    () => isDue() || undefined,
    throughRebalance(membership, background),
  ).then(() => delivered(membership, place))
}

function delivered(membership: Membership, place: Place): Place {
  const { at, offset } = place
  if (contains(at.ledger.delivered, offset)) return place
  const received = runsInWords(at.ledger.delivered)
  throw new Error(
    `${nameOf(membership)} cannot acknowledge offset ${offset} of ${at.topic} P${at.partition}: ` +
      `it has received ${received === '' ? 'nothing yet' : `offsets ${received}`} there. Acknowledge messages that its receive() returned.`,
  )
}

/** The partition that a reference means. Throws a sentence when it is no place in a log, or one that the member does not own. */
export function ownedPartition(membership: Membership, ref: MessageRef, verb: string): PartitionInbox {
  const cannot = `${nameOf(membership)} cannot ${verb}`
  const { topics, inbox } = membership
  if (typeof ref !== 'object' || ref === null || !('partition' in ref) || !('offset' in ref))
    throw new Error(
      `${cannot} ${shown(ref)}: wanted a message, or { partition, offset }. ` +
        `Give it what receive() returned${verb === 'commit' ? ', or the next offset to read' : ''}.`,
    )
  const only = topics.length === 1 ? topics[0] : undefined
  const { topic = only, partition, offset } = reading(cannot, 'it', () => placeIn(ref))
  const problem = offsetProblem(offset)
  if (problem !== null)
    throw new Error(`${cannot} offset ${shown(offset)}: ${problem}. Give it a record's offset.`)
  if (topic === undefined)
    throw new Error(`${cannot} offset ${offset}: it reads ${topics.join(' and ')}. Say which with { topic }.`)
  if (!Number.isSafeInteger(partition) || partition < 0)
    throw new Error(
      `${cannot} offset ${offset} of partition ${shown(partition)}: wanted a whole number from 0 on. Give it a record's partition.`,
    )
  const at = typeof topic === 'string' ? inbox.get(partitionName({ topic, partition })) : undefined
  if (at !== undefined) return at
  const owned = [...inbox.values()].map((each) => `${each.topic} P${each.partition}`)
  throw new Error(
    `${cannot} offset ${offset} of ${spelt(topic)} P${partition}: it owns ${owned.length === 0 ? 'no partition' : owned.join(', ')}. ` +
      'After a rebalance only the new owner can speak for a partition: let that member do it.',
  )
}

/** Where it says that it stands; each field is read once. */
function placeIn({ topic, partition, offset }: MessageRef): MessageRef {
  return topic === undefined ? { partition, offset } : { topic, partition, offset }
}

/** A topic's name as it is; what is none in quotes. */
export function spelt(topic: unknown): string {
  return nameProblem(topic) === null ? `${topic}` : named(topic)
}

function notMine(membership: Membership, receiver: Membership, { partition, offset }: MessageRef): string {
  const what = `${nameOf(membership)} cannot acknowledge offset ${offset} of P${partition}`
  if (receiver.group !== membership.group)
    return `${what}: the message was received by ${nameOf(receiver)}. Each group keeps its own position; let ${receiver.name} of '${receiver.group}' acknowledge it.`
  if (receiver.name !== membership.name)
    return `${what}: the message was received by ${nameOf(receiver)}. Let that member acknowledge it.`
  return `${what}: the message was received by an earlier ${nameOf(receiver)}, in whose place a new one stands. Call receive() on the new one and acknowledge what it returns.`
}
