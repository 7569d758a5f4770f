import type { EachBatchPayload } from 'kafkajs'
import { committedOffsets } from './groups.js'
import {
  emptyPartition,
  file,
  fitting,
  type Inbox,
  type PartitionInbox,
  partitionName,
  type Waiting,
} from './inbox.js'
import { boundsFor } from './isolation.js'
import { isAlive, type Membership, resumeAll } from './membership.js'
import { receivedBy } from './receipt.js'

/** Finds out where reading goes on in each partition: a rebalance drops everything that was not committed. */
export async function settle(membership: Membership, assignment: Record<string, number[]>): Promise<void> {
  const { connection, consumer, group, from, isolationLevel, joins, record } = membership
  const committed = await committedOffsets(connection.admin, connection.cluster.prefix + group, {
    background: true,
  })
  const inbox: Inbox = new Map()
  for (const [topic, partitions] of Object.entries(assignment)) {
    const bounds = await boundsFor(connection, isolationLevel, topic, { background: true })
    const position = (partition: number): number | null => committed.get(topic)?.get(partition) ?? null
    // Behind an open transaction lies what a member that reads uncommitted has committed: no reason to read it again.
    const behind = partitions.some((partition) => (position(partition) ?? 0) > (bounds[partition]?.end ?? 0))
    const whole = behind
      ? await boundsFor(connection, 'read_uncommitted', topic, { background: true })
      : bounds
    for (const partition of partitions) {
      const { start = 0, end = 0 } = bounds[partition] ?? {}
      const at = { topic: shown(membership, topic), partition }
      const stored = position(partition)
      const usable = stored !== null && stored >= start && stored <= (whole[partition]?.end ?? 0)
      const first = usable ? stored : from === 'beginning' ? start : end
      // Reading "from the end" must mean the end as it is now, not as it is at kafkajs' first fetch.
      if (!usable && from === 'end') consumer.seek({ topic, partition, offset: String(first) })
      inbox.set(partitionName(at), emptyPartition(at, first, stored))
    }
  }
  if (membership.joins !== joins || !isAlive(membership)) return
  membership.inbox = inbox
  // kafkajs keeps a partition paused across rebalances, and this inbox has room.
  resumeAll(consumer)
  membership.status = 'member'
  const assigned = [...inbox.values()].map(({ topic, partition }) => ({ topic, partition }))
  record({ type: 'joined', assigned, ...(membership.hasJoined ? { again: true } : {}) })
  membership.hasJoined = true
}

/** Files a batch. What a full inbox has no room for waits for it beside the inbox, and pauses its partition. */
export async function take(
  membership: Membership,
  { batch, resolveOffset, pause }: EachBatchPayload,
): Promise<void> {
  const { joins } = membership
  await membership.settling
  if (membership.joins !== joins) return
  const topic = shown(membership, batch.topic)
  const into = membership.inbox.get(partitionName({ topic, partition: batch.partition }))
  if (into === undefined) return
  const last = batch.lastOffset()
  const before = into.waiting?.messages ?? []
  const waiting = { messages: [...before, ...batch.messages], position: Number(last) + 1 }
  if (!fileWaiting(membership, into, waiting)) pause()
  resolveOffset(last)
}

/** Files what waits for room, and fetches again once all of it has found some. In a rebalance nothing is filed. */
export function resume(membership: Membership): void {
  const { inbox, consumer, status } = membership
  if (status !== 'member' || [...inbox.values()].every(({ waiting }) => waiting === null)) return
  const isFiled = (into: PartitionInbox): boolean =>
    into.waiting === null || fileWaiting(membership, into, into.waiting)
  if ([...inbox.values()].every(isFiled)) resumeAll(consumer)
}

/** Files what waits, as much of it as the inbox has room for; the rest waits on. Returns whether that is all. */
function fileWaiting(membership: Membership, into: PartitionInbox, waiting: Waiting): boolean {
  const { topic, partition } = into
  const taken = fitting(membership.inbox, waiting.messages)
  const rest = waiting.messages.slice(taken.length)
  const isAll = rest.length === 0
  into.waiting = isAll ? null : { ...waiting, messages: rest }
  const Received = receivedBy(membership)
  const messages = taken.map((message) => new Received(topic, partition, message))
  const [first, last] = [messages[0], messages.at(-1)]
  if (first === undefined || last === undefined) return isAll
  const to = isAll ? waiting.position : last.offset + 1
  file(into, messages, to)
  membership.record({ type: 'received', topic, partition, from: first.offset, to, count: messages.length })
  return isAll
}

/**
 * Moves the position over a batch that carried no message: aborted or control records only. The first one may come
 * before the member knows where it reads on.
 */
export async function passOver(
  membership: Membership,
  batch: { topic: string; partition: number; lastOffset: string },
): Promise<void> {
  const { joins } = membership
  await membership.settling
  if (membership.joins !== joins) return
  const topic = shown(membership, batch.topic)
  const at = membership.inbox.get(partitionName({ topic, partition: batch.partition }))
  if (at !== undefined) file(at, [], Number(batch.lastOffset) + 1)
}

function shown({ connection }: Membership, topic: string): string {
  return topic.slice(connection.cluster.prefix.length)
}
