import type { OffsetRange } from './observation.js'

/**
 * Offsets as half-open runs: sorted, apart from each other, none of them empty. A million offsets in a row are one
 * run. Every function here takes such a list and returns one, and never changes what it was given.
 */
export type OffsetRanges = readonly OffsetRange[]

/**
 * The runs of some offsets, in any order and with repeats.
 *
 *     rangesOf([4, 0, 1])   // [{ from: 0, to: 2 }, { from: 4, to: 5 }]
 */
export function rangesOf(offsets: Iterable<number>): OffsetRanges {
  const sorted = [...offsets].sort((a, b) => a - b)
  const runs: OffsetRange[] = []
  let from = sorted[0]
  if (from === undefined) return runs
  let to = from
  // Tens of thousands of offsets are often one run: no object for each.
  for (const offset of sorted) {
    if (offset > to) {
      runs.push({ from, to })
      from = offset
    }
    to = offset + 1
  }
  runs.push({ from, to })
  return runs
}

/** Whether an offset lies in one of the runs, in O(log n). */
export function contains(ranges: OffsetRanges, offset: number): boolean {
  const run = ranges[firstEndingAfter(ranges, offset)]
  return run !== undefined && run.from <= offset
}

/**
 * The runs with one offset more; the same list when it is in them already. The place is found in O(log n) and the
 * list is copied, which costs little because it stays short: acknowledged in order, n offsets are one run.
 */
export function add(ranges: OffsetRanges, offset: number): OffsetRanges {
  if (contains(ranges, offset)) return ranges
  const first = firstEndingAfter(ranges, offset - 1)
  const touched = ranges.slice(first, first + 2).filter((run) => run.from <= offset + 1)
  const from = Math.min(offset, ...touched.map((run) => run.from))
  const to = Math.max(offset + 1, ...touched.map((run) => run.to))
  return [...ranges.slice(0, first), { from, to }, ...ranges.slice(first + touched.length)]
}

/** What lies in either list, in O(n). */
export function union(one: OffsetRanges, other: OffsetRanges): OffsetRanges {
  const runs: OffsetRange[] = []
  for (const run of [...one, ...other].sort((a, b) => a.from - b.from)) append(runs, run)
  return runs
}

/** What lies in `one` and not in `other`, in O(n). */
export function difference(one: OffsetRanges, other: OffsetRanges): OffsetRanges {
  const runs: OffsetRange[] = []
  let next = 0
  for (const { from, to } of one) {
    let at = from
    while (next < other.length && (other[next] as OffsetRange).to <= from) next++
    for (let i = next; at < to; i++) {
      const hole = other[i]
      if (hole === undefined || hole.from >= to) {
        runs.push({ from: at, to })
        break
      }
      if (hole.from > at) runs.push({ from: at, to: hole.from })
      at = hole.to
    }
  }
  return runs
}

/** What lies at `offset` or after it. */
export function startingAt(ranges: OffsetRanges, offset: number): OffsetRanges {
  const kept = ranges.slice(firstEndingAfter(ranges, offset))
  return kept.map((run) => (run.from < offset ? { from: offset, to: run.to } : run))
}

/** How many offsets the runs hold. */
export function countOf(ranges: OffsetRanges): number {
  return ranges.reduce((count, { from, to }) => count + to - from, 0)
}

/** The runs as a sentence has them, with the last offset of each: '0 to 4, 7'. Empty text for no run. */
export function runsInWords(ranges: OffsetRanges): string {
  return ranges.map(({ from, to }) => (to - from === 1 ? `${from}` : `${from} to ${to - 1}`)).join(', ')
}

/** Index of the first run whose end is after `offset`; the list's length when there is none. */
function firstEndingAfter(ranges: OffsetRanges, offset: number): number {
  let [low, high] = [0, ranges.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ranges[middle] as OffsetRange).to > offset) high = middle
    else low = middle + 1
  }
  return low
}

/** Adds a run that begins no earlier than the last one, merging the two where they touch. */
function append(runs: OffsetRange[], { from, to }: OffsetRange): void {
  const last = runs.at(-1)
  if (last === undefined || last.to < from) runs.push({ from, to })
  else if (last.to < to) runs[runs.length - 1] = { from: last.from, to }
}
