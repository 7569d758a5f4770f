import { ask } from '../cluster/share-process.js'
import type { TopicPartition } from '../model/observation.js'
import { reading } from '../model/options.js'
import { printed } from '../model/printed.js'
import { rangesOf, runsInWords } from '../model/ranges.js'
import { shown } from '../model/shown.js'
import type { MessageRef } from './place.js'
import { spelt } from './place.js'
import { confirm, confirmationOf, type ShareAcknowledged } from './share-confirmations.js'
import {
  type Held,
  isLate,
  refuseIfShareGone,
  type ShareMembership,
  type ShareMessage,
  shareNameOf,
} from './share-membership.js'

/** What `accept`, `release` or `reject` did. */
export interface ShareAcknowledgement {
  /** What the brokers confirmed in this call. */
  readonly acknowledged: readonly ShareAcknowledged[]
  /** Messages given that were acknowledged in the same way before. */
  readonly already: number
}

/** What becomes of a message, in Kafka's words. */
export type AcknowledgeType = 'ACCEPT' | 'RELEASE' | 'REJECT'

/** What is given to accept, release or reject: a message that `acquire` returned, or its place. */
export type ShareRef = MessageRef | ShareMessage

const done = { ACCEPT: 'accepted', RELEASE: 'released', REJECT: 'rejected' } as const

interface Answer extends TopicPartition {
  readonly refusal: { readonly type: string; readonly message: string } | null
}

/** See `ShareMember.accept`. Nothing is sent unless every message is held by the member, or was acknowledged so before. */
export async function acknowledgeShare(
  membership: ShareMembership,
  type: AcknowledgeType,
  refs: readonly ShareRef[],
): Promise<ShareAcknowledgement> {
  const verb = type.toLowerCase()
  refuseIfShareGone(membership, verb)
  const found = refs.map((ref) => heldBy(membership, type, ref))
  const sending = [...new Set(found.filter((each): each is Held => each !== 'already'))]
  const already = found.filter((each) => each === 'already').length
  if (sending.length === 0) return resultOf(membership, type, [], already)
  const { host, key, connection } = membership
  const { prefix } = connection.cluster
  const messages = sending.map(({ message: { topic, partition, offset } }) => ({
    topic: prefix + topic,
    partition,
    offset,
  }))
  const answers = await ask<Answer[]>(host, 'acknowledge', { member: key, as: type, messages })
  // What was sent the client gives up, whatever the answer is.
  membership.held = membership.held.filter((each) => !sending.includes(each))
  const confirmed = sending
    .map(({ message: { topic, partition, offset, deliveryCount } }) => ({
      topic,
      partition,
      offset,
      deliveryCount,
      as: done[type],
    }))
    .filter((each) => answerFor(answers, prefix, each) === null)
  confirm(membership.acknowledged, confirmed)
  const refused = answers.find(({ refusal }) => refusal !== null)
  if (confirmed.length < sending.length)
    throw new Error(
      `${shareNameOf(membership)} could not ${verb} ${sending.length - confirmed.length} of ${sending.length} messages: Kafka says: ` +
        `${refused?.refusal?.message ?? 'nothing'} It does so when the acquisition lock of one has expired, which sets all of that partition free: acquire again.`,
    )
  return resultOf(membership, type, confirmed, already)
}

function answerFor(
  answers: readonly Answer[],
  prefix: string,
  { topic, partition }: TopicPartition,
): unknown {
  const answer = answers.find((each) => each.topic === prefix + topic && each.partition === partition)
  return answer === undefined ? 'no answer' : answer.refusal
}

/** The message that the member holds, or that it was acknowledged so before. Throws a sentence for any other. */
function heldBy(membership: ShareMembership, type: AcknowledgeType, ref: ShareRef): Held | 'already' {
  const cannot = `${shareNameOf(membership)} cannot ${type.toLowerCase()}`
  const { topics, held, acknowledged } = membership
  if (typeof ref !== 'object' || ref === null || !('partition' in ref) || !('offset' in ref))
    throw new Error(
      `${cannot} ${shown(ref)}: wanted a message, or { partition, offset }. Give it what acquire() returned.`,
    )
  const only = topics.length === 1 ? topics[0] : undefined
  const { topic = only, partition, offset } = reading(cannot, 'it', () => ({ ...ref }))
  const place = `${topic === undefined ? topics.join(' or ') : spelt(topic)} P${shown(partition)} @${shown(offset)}`
  const count = 'deliveryCount' in ref ? ref.deliveryCount : null
  const isIt = (each: TopicPartition & { offset: number; deliveryCount: number }): boolean =>
    each.topic === topic &&
    each.partition === partition &&
    each.offset === offset &&
    (count === null || each.deliveryCount === count)
  const mine = held.find(({ message }) => isIt(message))
  if (mine !== undefined && !isLate(membership, mine)) return mine
  if (mine !== undefined)
    throw new Error(
      `${cannot} ${place}: its acquisition lock of ${((membership.lockMs ?? 0) / 1_000).toFixed(1)} s has expired, so that the message is free for any member. Call acquire() again.`,
    )
  const before =
    topic === undefined ? undefined : confirmationOf(acknowledged, { topic, partition, offset }, count)
  if (before?.as === done[type]) return 'already'
  throw new Error(
    before !== undefined
      ? `${cannot} ${place}: it has ${before.as} that delivery of it before, and an acknowledgement is final. Call acquire() for what comes next.`
      : `${cannot} ${place}: it does not hold that message. ${holding(membership)} Give it what acquire() returned.`,
  )
}

function holding({ name, held }: ShareMembership): string {
  if (held.length === 0) return `${name} holds no message.`
  return `${name} holds ${places(held.map(({ message }) => message))}.`
}

/** Messages by partition: orders P0 @0 to 3. */
function places(messages: readonly (TopicPartition & { readonly offset: number })[]): string {
  const partitions = [...new Set(messages.map(({ topic, partition }) => `${topic} P${partition}`))]
  return partitions
    .map((name) => {
      const there = messages.filter(({ topic, partition }) => `${topic} P${partition}` === name)
      return `${name} @${runsInWords(rangesOf(there.map(({ offset }) => offset)))}`
    })
    .join(', ')
}

function resultOf(
  membership: ShareMembership,
  type: AcknowledgeType,
  acknowledged: readonly ShareAcknowledged[],
  already: number,
): ShareAcknowledgement {
  const result: ShareAcknowledgement = { acknowledged, already }
  return printed(result, () => {
    const count = acknowledged.length
    const what =
      count === 0
        ? 'nothing new'
        : `${count} ${count === 1 ? 'message' : 'messages'} (${places(acknowledged)})`
    const before = already === 0 ? '' : `; ${already} ${already === 1 ? 'was' : 'were'} ${done[type]} before`
    return `${shareNameOf(membership)} ${done[type]} ${what}${before}`
  })
}
