import { committedShape, placeShape } from './facts-shape.js'
import type { GroupView, TopicPartition } from './observation.js'
import { printed } from './printed.js'
import { aCount, aText, fieldsOf, listOf, mapOf, mustBe, orNothing } from './shape.js'

/** A message's place in its log. */
interface Place extends TopicPartition {
  readonly offset: number
}

/** One user of a room: the group that only this user is in, and when the user came in. */
export interface Reader {
  /** The user's own group, as the broker has it now. */
  readonly group: Pick<GroupView, 'committed'>
  /**
   * The room's log ends when the user came in, as `lab.describe` tells them: what lies below was sent before. Default: the
   * user was there from the start. A partition that is not among them had no messages then.
   */
  readonly since?: readonly (TopicPartition & { readonly end: number })[]
}

const readerShape = fieldsOf({
  group: committedShape,
  since: orNothing(listOf(fieldsOf({ topic: aText, partition: aCount, end: aCount }))),
})

/** What one user made of one message. */
export interface Receipt {
  /** The user's committed offset lies above the message. */
  readonly read: boolean
  /** The user was in the room when it was sent, so that "read by everyone" waits for this user. */
  readonly counts: boolean
}

/** One message, and who has read it. */
export interface ReadReceipt extends TopicPartition {
  readonly offset: number
  readonly by: Readonly<Record<string, Receipt>>
  /** Every user who was in the room when it was sent has read it, and there was at least one. */
  readonly byEveryone: boolean
}

/**
 * Who has read which message, in the order of `messages`. Read means "up to here": the committed offset of the user's own
 * group lies above the message in its partition; a group that never committed has read nothing. A message counts for the
 * users who were in the room when it was sent: whoever comes later cannot make it unread, and may read it all the same.
 *
 *     readReceipts(sent, { alice: { group: now.group('user_alice') }, dave: { group: now.group('user_dave'), since: atDave } })
 *     // [{ topic, partition, offset, by: { alice: { read: true, counts: true }, … }, byEveryone: true }, …]
 *
 * A message that nobody was there to read is not read by everyone. Throws a sentence for what are no messages or no users. Source: Kafka documentation, consumer offsets: the
 * committed offset is the next one to read.
 */
export function readReceipts(
  messages: readonly Place[],
  readers: Readonly<Record<string, Reader>>,
): ReadReceipt[] {
  const cannot = 'Cannot tell who has read what'
  mustBe(messages, listOf(placeShape), cannot, 'messages with their places', 'Give what produce() returned.')
  mustBe(
    readers,
    mapOf(readerShape),
    cannot,
    'users by name, each with a group as lab.status() has it',
    "Write { alice: { group: await lab.status('user_alice') } }.",
  )
  const users = Object.entries(readers)
  const receipts = messages.map((message): ReadReceipt => {
    const { topic, partition, offset } = message
    const each = users.map(([user, reader]) => [user, receiptOf(message, reader)] as const)
    const counting = each.filter(([, { counts }]) => counts)
    const byEveryone = counting.length > 0 && counting.every(([, { read }]) => read)
    return { topic, partition, offset, by: Object.fromEntries(each), byEveryone }
  })
  return printed(receipts, () => lineOf(receipts))
}

function receiptOf({ topic, partition, offset }: Place, { group, since = [] }: Reader): Receipt {
  const then = since.find((one) => one.topic === topic && one.partition === partition)
  return {
    read: offset < (group.committed[topic]?.[partition] ?? 0),
    counts: offset >= (then?.end ?? 0),
  }
}

/** '6 messages, 4 read by everyone who was there; alice read 6, dave 2 and 3 from before'. */
function lineOf(receipts: readonly ReadReceipt[]): string {
  const all = receipts.filter(({ byEveryone }) => byEveryone).length
  const users = Object.keys(receipts[0]?.by ?? {}).map((user) => {
    const those = receipts.flatMap(({ by }) => by[user] ?? []).filter(({ read }) => read)
    const before = those.filter(({ counts }) => !counts).length
    return `${user} read ${those.length - before}${before > 0 ? ` and ${before} from before` : ''}`
  })
  const nobody = receipts.filter(({ by }) => !Object.values(by).some(({ counts }) => counts)).length
  return [
    `${receipts.length} message${receipts.length === 1 ? '' : 's'}, ${all} read by everyone who was there`,
    ...(nobody > 0 ? [`${nobody} with nobody there to read`] : []),
    ...users,
  ].join(', ')
}
