import { originalHeaders, originOf } from '../model/dead-letter.js'
import type { TopicPartition } from '../model/observation.js'
import { printed } from '../model/printed.js'
import { acknowledge } from './acknowledge.js'
import { leave } from './ending.js'
import { mustExist } from './existing.js'
import { join } from './join.js'
import type { Membership } from './membership.js'
import type { Message } from './message.js'
import type { NewMessage, SentMessage } from './produce.js'
import { produce } from './producing.js'
import type { Provisioning } from './provisioning.js'
import { receive } from './receive.js'
import { inTurn } from './turns.js'

/** What a redrive did. */
export interface Redriven {
  /** The messages sent back, each where it stands now: behind the others of its partition. */
  readonly redriven: readonly SentMessage[]
  /** Messages that stay in the queue only, because their headers do not say where they came from. */
  readonly left: number
}

/** How many messages are sent before they are acknowledged in the queue: as many as a crash between the two sends twice. */
const atOnce = 500

/**
 * Sends the new messages of a dead letter queue back to the partitions that they came from, with their key, value and
 * headers as they were before. New are those above the committed offsets of the group `redrive.<queue>`. Each is
 * committed there after its send was confirmed: at least once. One redrive of a queue after the other.
 */
export function redrive(lab: Provisioning, queue: string): Promise<Redriven> {
  return inTurn(lab.turns, `redrive ${queue}`, () => redriveNow(lab, queue))
}

/** Messages that follow each other in the queue and go to one topic; null for those that say none. */
interface Batch {
  readonly topic: string | null
  readonly messages: Message[]
  readonly originals: NewMessage[]
}

async function redriveNow(lab: Provisioning, queue: string): Promise<Redriven> {
  await mustExist(lab.connection, [queue], `Cannot redrive '${queue}'`)
  const [member] = (await join(lab, `redrive.${queue}`, [queue], { as: 'redrive' })) as [Membership]
  const redriven: SentMessage[] = []
  let left = 0
  try {
    for (;;) {
      const news = await receive(member)
      if (news.length === 0) break
      for (const { topic, messages, originals } of batches(news)) {
        if (topic === null) left += messages.length
        else redriven.push(...(await produce(lab, topic, originals)))
        await acknowledge(member, messages)
      }
    }
  } finally {
    await leave(lab, member)
  }
  const result: Redriven = { redriven, left }
  return printed(result, () => sentenceOf(queue, result))
}

/** A message as it was before it failed, for the partition that it came from. */
function original({ key, raw, headers, timestampMs }: Message, { partition }: TopicPartition): NewMessage {
  return { key, value: raw, headers: originalHeaders(headers), timestampMs, partition }
}

/** Messages in their order, as many together as go to one topic. */
function batches(messages: readonly Message[]): Batch[] {
  const result: Batch[] = []
  for (const message of messages) {
    const origin = originOf(message.headers)
    const topic = origin?.topic ?? null
    const last = result.at(-1)
    if (last === undefined || last.topic !== topic || last.messages.length >= atOnce)
      result.push({ topic, messages: [message], originals: [] })
    else last.messages.push(message)
    if (origin !== null) result.at(-1)?.originals.push(original(message, origin))
  }
  return result
}

function sentenceOf(queue: string, { redriven, left }: Redriven): string {
  const parts: string[] = []
  if (redriven.length > 0) {
    const topics = [...new Set(redriven.map(({ topic }) => topic))]
    parts.push(
      `${redriven.length} of '${queue}' sent back to ${topics.join(', ')}, to the end of their partitions`,
    )
  }
  if (left > 0)
    parts.push(
      `${left} left in '${queue}': ${left === 1 ? 'its headers do' : 'their headers do'} not say where ${left === 1 ? 'it' : 'they'} came from`,
    )
  return parts.length === 0 ? `nothing new in '${queue}'` : parts.join('; ')
}
