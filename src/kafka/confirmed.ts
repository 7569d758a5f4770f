/** A message of a traffic that the broker has confirmed. */
export interface Acknowledged {
  /** The number that the message was made with, from 1 on: `value.id` by default. */
  readonly id: number
  readonly partition: number
  readonly offset: number
}

/** What the broker has said to a traffic: state only. */
export interface Confirmed {
  /** Messages that it has confirmed. */
  sent: number
  /** The first of them. */
  readonly acknowledged: Acknowledged[]
  /** The longest time between two confirmations, in ms, without pauses by the stop button. */
  longestGapMs: number
  /** When it has confirmed the last, as `performance.now()` says; null before the first, and after a pause. */
  lastAtMs: number | null
}

/** The most acknowledged messages that are kept, about 10 MB. */
export const mostAcknowledged = 100_000

/** Nothing confirmed. */
export function nothingConfirmed(): Confirmed {
  return { sent: 0, acknowledged: [], longestGapMs: 0, lastAtMs: null }
}

/** Puts down that the broker has confirmed the next messages, at these places. */
export function putConfirmed(
  confirmed: Confirmed,
  places: readonly { readonly partition: number; readonly offset: number }[],
  atMs: number,
): void {
  const { sent, acknowledged } = confirmed
  const room = mostAcknowledged - acknowledged.length
  for (const [at, { partition, offset }] of places.slice(0, room).entries())
    acknowledged.push({ id: sent + at + 1, partition, offset })
  confirmed.longestGapMs = gapAt(confirmed, atMs)
  confirmed.sent += places.length
  confirmed.lastAtMs = atMs
}

/** The longest time without a confirmation, the one that is still open at `atMs` among them. */
export function gapAt({ longestGapMs, lastAtMs }: Confirmed, atMs: number): number {
  return lastAtMs === null ? longestGapMs : Math.max(longestGapMs, atMs - lastAtMs)
}
