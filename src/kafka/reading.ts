import type { EachBatchPayload } from 'kafkajs'
import { committedOffsets } from './groups.js'
import { emptyPartition, file, fitting, type Inbox, partitionName } from './inbox.js'
import { boundsFor } from './isolation.js'
import { isAlive, type Membership, resumeAll } from './membership.js'
import { type Message, messageFrom } from './message.js'
import { stampOf } from './receipt.js'

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

/** Files a batch, as much of it as the inbox has room for; a full inbox pauses its partition. */
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
  const taken = fitting(membership.inbox, batch.messages)
  const whole = taken.length === batch.messages.length
  const last = whole ? batch.lastOffset() : taken.at(-1)?.offset
  if (!whole) pause()
  if (last === undefined) return
  const stamp = stampOf(membership)
  const messages: Message[] = taken.map((message) => stamp(messageFrom(topic, batch.partition, message)))
  file(into, messages, Number(last) + 1)
  resolveOffset(last)
  membership.record({
    type: 'received',
    topic,
    partition: batch.partition,
    from: messages[0]?.offset ?? Number(last) + 1,
    to: Number(last) + 1,
    count: messages.length,
  })
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
