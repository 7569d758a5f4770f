import type { TopicPartition } from '../model/observation.js'

/** What became of one delivery of a message. */
export interface ShareAcknowledged extends TopicPartition {
  readonly offset: number
  readonly deliveryCount: number
  readonly as: 'accepted' | 'released' | 'rejected'
}

/** What the brokers confirmed to one member of a share group. State only. */
export interface Confirmations {
  /** Oldest first; the last `mostConfirmations` of them. */
  readonly list: ShareAcknowledged[]
  /** The same by the place of their message, each place's oldest first: as many as a message has deliveries, which is few. */
  readonly byPlace: Map<string, ShareAcknowledged[]>
}

/** How many confirmations are kept: the oldest go first. */
export const mostConfirmations = 100_000

/** Of a member that has acknowledged nothing. */
export function noConfirmations(): Confirmations {
  return { list: [], byPlace: new Map() }
}

/** Keeps what was confirmed, and forgets the oldest when there are more than `most`. */
export function confirm(
  { list, byPlace }: Confirmations,
  confirmed: readonly ShareAcknowledged[],
  most = mostConfirmations,
): void {
  for (const each of confirmed) {
    list.push(each)
    const there = byPlace.get(placeOf(each))
    if (there === undefined) byPlace.set(placeOf(each), [each])
    else there.push(each)
  }
  for (const each of list.splice(0, list.length - most)) {
    const there = byPlace.get(placeOf(each)) ?? []
    there.shift()
    if (there.length === 0) byPlace.delete(placeOf(each))
  }
}

/** The confirmation of this delivery of the message at a place, or with null of its latest; undefined where there is none. */
export function confirmationOf(
  { byPlace }: Confirmations,
  place: TopicPartition & { readonly offset: number },
  deliveryCount: number | null,
): ShareAcknowledged | undefined {
  const there = byPlace.get(placeOf(place))
  return there?.findLast((each) => deliveryCount === null || each.deliveryCount === deliveryCount)
}

function placeOf({ topic, partition, offset }: TopicPartition & { readonly offset: number }): string {
  return `${topic}/${partition}/${offset}`
}
