import { type Headers, originOf } from './dead-letter.js'
import { committedShape, placeShape } from './facts-shape.js'
import type { GroupView, TopicPartition } from './observation.js'
import { anything, checkedOptions } from './options.js'
import { printed } from './printed.js'
import { aText, fieldsOf, listOf, mapOf, mustBe } from './shape.js'

/**
 * What became of a message in a group. 'handled': once; 'repeated': more than once; 'lost': never, and it lies below
 * the committed offset, so that the group will not read it again; 'waiting': never, and it comes again, for it lies at
 * or above the committed offset, or none was ever committed; 'dead-lettered': never, and it lies in the queue.
 */
export type Fate = 'handled' | 'repeated' | 'lost' | 'waiting' | 'dead-lettered'

/** One message that was sent, and what a group made of it. */
export interface MessageDelivery {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  /** How many times a handler finished it. */
  readonly handled: number
  readonly fate: Fate
}

/** A place in a log. */
interface Place extends TopicPartition {
  readonly offset: number
}

/** What else is known. */
export interface DeliveryOptions {
  /** The messages of the dead letter queue, whose headers say where each came from. */
  readonly deadLettered?: readonly { readonly headers: Headers }[]
}

/**
 * What became of each message that was sent, in the order of sending: `handled` are the messages that handlers of one
 * group finished, as often as they did, and `group` is that group as the broker has it now.
 *
 *     delivery(sent, done, await lab.status('workers')).filter(({ fate }) => fate === 'lost')
 *
 * What was handled without being among `sent` does not count. Throws a sentence for what are no messages, or no group.
 */
export function delivery(
  sent: readonly Place[],
  handled: readonly Place[],
  group: Pick<GroupView, 'committed'>,
  options: DeliveryOptions = {},
): MessageDelivery[] {
  const cannot = 'Cannot tell what became of the messages'
  mustBe(
    sent,
    listOf(placeShape),
    cannot,
    'the messages sent, with their places',
    'Give what produce() returned.',
  )
  mustBe(
    handled,
    listOf(placeShape),
    cannot,
    'the messages handled, with their places',
    'Give what the handler was given.',
  )
  mustBe(group, committedShape, cannot, 'a group', "Give await lab.status('workers').")
  const { deadLettered = [] } = checkedOptions<DeliveryOptions>(options, { deadLettered: anything }, cannot)
  mustBe(
    deadLettered,
    listOf(fieldsOf({ headers: mapOf(aText) })),
    cannot,
    'the messages of a dead letter queue, with their headers',
    'Give what receive() returned.',
  )
  const times = new Map<string, number>()
  for (const place of handled) times.set(keyOf(place), (times.get(keyOf(place)) ?? 0) + 1)
  const dead = new Set(
    deadLettered.flatMap(({ headers }) => {
      const origin = originOf(headers)
      return origin === null ? [] : [keyOf(origin)]
    }),
  )
  const result = sent.map((place): MessageDelivery => {
    const { topic, partition, offset } = place
    const count = times.get(keyOf(place)) ?? 0
    const committed = group.committed[topic]?.[partition] ?? null
    const unhandled = dead.has(keyOf(place)) ? 'dead-lettered' : unhandledFate(offset, committed)
    const fate = count > 1 ? 'repeated' : count === 1 ? 'handled' : unhandled
    return { topic, partition, offset, handled: count, fate }
  })
  return printed(result, () => lineOf(result))
}

function unhandledFate(offset: number, committed: number | null): Fate {
  return committed !== null && offset < committed ? 'lost' : 'waiting'
}

function keyOf({ topic, partition, offset }: Place): string {
  return `${topic}/${partition}/${offset}`
}

function lineOf(deliveries: readonly MessageDelivery[]): string {
  const fates: readonly Fate[] = ['handled', 'repeated', 'lost', 'waiting', 'dead-lettered']
  const counts = fates
    .map((fate) => ({ fate, count: deliveries.filter((each) => each.fate === fate).length }))
    .filter(({ count }) => count > 0)
  return [`${deliveries.length} sent`, ...counts.map(({ fate, count }) => `${count} ${fate}`)].join(', ')
}
