import type { CommitMode } from './observation.js'
import {
  add,
  contains,
  difference,
  type OffsetRanges,
  rangesOf,
  runsInWords,
  startingAt,
  union,
} from './ranges.js'

/**
 * What a member knows of one partition since its group's last rebalance. An acknowledgement in Kafka is a position,
 * not a tick per message; the ledger holds the ticks, and says which position they allow. Made anew at every join:
 * a rebalance redelivers all that was not committed. Memory: runs of offsets, not messages.
 */
export interface Ledger {
  /** Where reading began: the committed offset, or what the start from the beginning or the end gave. */
  readonly start: number
  /** The next offset to read: the end of the last batch, which may lie after control or compacted records. */
  readonly position: number
  /** Offsets that came as messages. */
  readonly delivered: OffsetRanges
  /** Of these, the ones that were acknowledged. */
  readonly acknowledged: OffsetRanges
  /** The offset acknowledged most recently; null before the first. */
  readonly latest: number | null
}

/** One batch as it arrived: the offsets of its messages, and the offset after its last record of any kind. */
export interface DeliveredBatch {
  readonly offsets: readonly number[]
  readonly position: number
}

/** The ledger of a member that begins to read at `position`. */
export function emptyLedger(position: number): Ledger {
  return { start: position, position, delivered: [], acknowledged: [], latest: null }
}

/**
 * Writes down a batch. Delivered again, it changes nothing. A batch from before `start` means that Kafka moved the
 * reader back (its committed offset lay beyond the log end): then the ledger begins anew there.
 *
 *     deliver(emptyLedger(0), { offsets: [0, 1, 2], position: 4 })   // offset 3 carries no message
 */
export function deliver(ledger: Ledger, { offsets, position }: DeliveredBatch): Ledger {
  const first = offsets[0] ?? position
  const { delivered, ...known } = first < ledger.start ? emptyLedger(first) : ledger
  return {
    ...known,
    delivered: union(delivered, rangesOf(offsets)),
    position: Math.max(known.position, position),
  }
}

/**
 * Ticks one offset off. Again is no change, except that it is then the latest one.
 * Throws a RangeError when the offset was never delivered here.
 */
export function acknowledge(ledger: Ledger, offset: number): Ledger {
  if (!contains(ledger.delivered, offset))
    throw new RangeError(
      `Cannot acknowledge offset ${offset}: delivered were ${runsInWords(ledger.delivered) || 'none'}. Acknowledge only what receive() returned since the last rebalance.`,
    )
  return { ...ledger, acknowledged: add(ledger.acknowledged, offset), latest: offset }
}

/**
 * Ticks offsets off, as `acknowledge` would one after the other, in a time that grows with their number alone: a member that is
 * behind acknowledges 50 000 at once. Throws as it does.
 */
export function acknowledgeAll(ledger: Ledger, offsets: readonly number[]): Ledger {
  const latest = offsets.at(-1)
  if (latest === undefined) return ledger
  const strange = offsets.find((offset) => !contains(ledger.delivered, offset))
  if (strange !== undefined) return acknowledge(ledger, strange)
  return { ...ledger, acknowledged: union(ledger.acknowledged, rangesOf(offsets)), latest }
}

/**
 * The position that loses nothing: the first delivered offset that is not acknowledged, or where reading will go on
 * when there is none. Offsets that carry no message (control and compacted records) do not hold it back.
 *
 *     // delivered 0 to 4, acknowledged 0, 1 and 3
 *     commitPosition(ledger)   // 2: offset 3 is held above the gap
 */
export function commitPosition({ delivered, acknowledged, position }: Ledger): number {
  return difference(delivered, acknowledged)[0]?.from ?? position
}

/**
 * The position that most programs commit: the one after the message acknowledged most recently, even if lower than
 * before. It passes over what failed, and loses it. Null before the first acknowledgement.
 */
export function naivePosition({ latest }: Ledger): number | null {
  return latest === null ? null : latest + 1
}

/** The position to commit in a member's mode; null when nothing is acknowledged, so that there is nothing to commit. */
export function positionToCommit(ledger: Ledger, mode: CommitMode): number | null {
  if (ledger.latest === null) return null
  return mode === 'naive' ? naivePosition(ledger) : commitPosition(ledger)
}

/** Acknowledged, but above a gap: no position can say so, and Kafka does not know it. */
export function held(ledger: Ledger): OffsetRanges {
  return startingAt(ledger.acknowledged, commitPosition(ledger))
}

/**
 * What comes again, acknowledged or not, when a rebalance or a restart drops this ledger after `committed` was
 * committed (default: the ledger's own commit position).
 */
export function redelivered(ledger: Ledger, committed: number = commitPosition(ledger)): OffsetRanges {
  return startingAt(ledger.delivered, committed)
}
