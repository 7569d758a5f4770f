import { originalHeaders, originOf } from '../model/dead-letter.js'
import type { TopicPartition } from '../model/observation.js'
import { printed } from '../model/printed.js'
import { acknowledge } from './acknowledge.js'
import type { Connection } from './connection.js'
import { leave } from './ending.js'
import { mustExist } from './existing.js'
import { join } from './join.js'
import type { Membership } from './membership.js'
import type { Message } from './message.js'
import type { NewMessage, SentMessage } from './produce.js'
import { produce } from './producing.js'
import type { Provisioning } from './provisioning.js'
import { receive } from './receive.js'
import { type Left, noOrigin, type Redriven, redrivenLine } from './redriven.js'
import { listTopics, logBounds, placements } from './topics.js'
import { inTurn } from './turns.js'

/** How many messages are sent before they are acknowledged in the queue: as many as a crash between the two sends twice. */
const atOnce = 500

/**
 * Sends the new messages of a dead letter queue back to the partitions that they came from, with their key, value and
 * headers as they were before. New are those above the committed offsets of the group `redrive.<queue>`. Each is
 * committed there after its send was confirmed: at least once. One redrive of a queue after the other, and each stops
 * where the queue ended when it began: those that fail again meanwhile are new to the next. One that cannot go back,
 * because its headers name no origin or its topic or partition is gone, is left and committed like the others: it would
 * keep all behind it from being committed.
 */
export function redrive(lab: Provisioning, queue: string): Promise<Redriven> {
  return inTurn(lab.turns, `redrive ${queue}`, () => redriveNow(lab, queue))
}

/** Messages that follow each other in the queue and go to one topic; null for those that stay. */
interface Batch {
  readonly topic: string | null
  readonly messages: Message[]
  readonly originals: NewMessage[]
  readonly left: Left[]
}

async function redriveNow(lab: Provisioning, queue: string): Promise<Redriven> {
  await mustExist(lab.connection, [queue], `Cannot redrive '${queue}'`)
  const ends = await logBounds(lab.connection.admin, lab.connection.cluster.prefix + queue)
  const endOf = ({ partition }: TopicPartition): number => ends[partition]?.end ?? 0
  const [member] = (await join(lab, `redrive.${queue}`, [queue], { as: 'redrive' })) as [Membership]
  const redriven: SentMessage[] = []
  const left: Left[] = []
  try {
    for (;;) {
      const news = await receive(member)
      // A full inbox holds a part of the queue only.
      const through = [...member.inbox.values()].every((at) => at.ledger.position >= endOf(at))
      const due = news.filter((message) => message.offset < endOf(message))
      const counts = await partitionCounts(lab.connection, due)
      for (const batch of batches(due, counts)) {
        const { topic, messages, originals } = batch
        left.push(...batch.left)
        if (topic !== null) redriven.push(...(await produce(lab, topic, originals)))
        await acknowledge(member, messages)
      }
      if (through || news.length === 0) break
    }
  } finally {
    await leave(lab, member)
  }
  const result: Redriven = { redriven, left }
  return printed(result, () => redrivenLine(queue, result))
}

/** A message as it was before it failed, for the partition that it came from. */
function original({ key, raw, headers, timestampMs }: Message, { partition }: TopicPartition): NewMessage {
  return { key, value: raw, headers: originalHeaders(headers), timestampMs, partition }
}

/** Messages in their order, as many together as go to one topic, or stay. */
function batches(messages: readonly Message[], counts: ReadonlyMap<string, number>): Batch[] {
  const result: Batch[] = []
  for (const message of messages) {
    const origin = originOf(message.headers)
    const why = origin === null ? noOrigin : whyNot(origin, counts)
    const topic = why === null ? (origin?.topic ?? null) : null
    const last = result.at(-1)
    const batch =
      last === undefined || last.topic !== topic || last.messages.length >= atOnce
        ? { topic, messages: [], originals: [], left: [] }
        : last
    if (batch !== last) result.push(batch)
    batch.messages.push(message)
    const { partition, offset } = message
    if (why !== null) batch.left.push({ partition, offset, why })
    else if (origin !== null) batch.originals.push(original(message, origin))
  }
  return result
}

/** Why nothing can go back there; null when it can. */
function whyNot({ topic, partition }: TopicPartition, counts: ReadonlyMap<string, number>): string | null {
  const count = counts.get(topic)
  if (count === undefined) return `topic '${topic}' does not exist`
  return partition < count ? null : `topic '${topic}' has no partition ${partition}`
}

/** How many partitions each topic has that the messages came from; those that are gone are left out. */
async function partitionCounts(
  { admin, cluster }: Connection,
  messages: readonly Message[],
): Promise<ReadonlyMap<string, number>> {
  const named = messages.flatMap(({ headers }) => originOf(headers)?.topic ?? [])
  const known = await listTopics(admin)
  const real = [...new Set(named)]
    .map((topic) => cluster.prefix + topic)
    .filter((topic) => known.includes(topic))
  const counts = new Map<string, number>()
  for (const { topic } of await placements(admin, real)) {
    const name = topic.slice(cluster.prefix.length)
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}
