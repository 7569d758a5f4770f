import type { GroupFacts, MemberPartition, OffsetRange, Position } from '../model/observation.js'
import { difference, type OffsetRanges, union } from '../model/ranges.js'

/**
 * What became of a message in one group. `committed` is the broker's word (its offset is below the committed offset);
 * `acknowledged` and `received` are known to the member alone; `unread` is neither.
 */
export type MessageState = 'committed' | 'acknowledged' | 'received' | 'unread'

/** Neighbouring offsets in one state. */
export interface StateRun extends OffsetRange {
  readonly state: MessageState
}

/** One partition as one group sees it: runs that cover the log from its start to its end, in order. */
export interface GroupPartition extends Position {
  readonly group: string
  readonly runs: readonly StateRun[]
  /** The acknowledged offsets stand above one that is not acknowledged, and their member keeps a ledger. */
  readonly gap: boolean
}

/** The states of all offsets of one partition in one group. The memories of several members are united. */
export function messageStates(group: GroupFacts, position: Position): GroupPartition {
  const memories = group.memory.flatMap((member) =>
    member.partitions.filter((one) => one.topic === position.topic && one.partition === position.partition),
  )
  const { start, end } = position
  const floor = Math.min(Math.max(position.committed ?? start, start), end)
  const above = floor < end ? [{ from: floor, to: end }] : []
  const told = (pick: (memory: MemberPartition) => OffsetRanges): OffsetRanges =>
    common(
      above,
      memories.reduce((all: OffsetRanges, memory) => union(all, pick(memory)), []),
    )
  const acknowledged = told((memory) => memory.acknowledged)
  const received = difference(
    told((memory) => memory.received),
    acknowledged,
  )
  const runs = [
    ...(floor > start ? tagged([{ from: start, to: floor }], 'committed') : []),
    ...tagged(acknowledged, 'acknowledged'),
    ...tagged(received, 'received'),
    ...tagged(difference(above, union(acknowledged, received)), 'unread'),
  ].sort((a, b) => a.from - b.from)
  const ledger = group.memory.some((member) => member.commit === 'ledger')
  return { ...position, group: group.group, runs, gap: ledger && (acknowledged[0]?.from ?? floor) > floor }
}

/** How many offsets are in that state. */
export function countIn(runs: readonly StateRun[], state: MessageState): number {
  return runs.reduce((sum, run) => sum + (run.state === state ? run.to - run.from : 0), 0)
}

/** At most about `most` runs over the same offsets: finer ones are merged into stripes of their most frequent state. */
export function coarse(runs: readonly StateRun[], most: number): readonly StateRun[] {
  const first = runs[0]
  const last = runs.at(-1)
  if (!first || !last || runs.length <= most) return runs
  const kept: StateRun[] = first.state === 'committed' ? [first] : []
  const from = kept.length > 0 ? first.to : first.from
  const step = Math.ceil((last.to - from) / most)
  let at = kept.length
  for (let low = from; low < last.to; low += step) {
    const high = Math.min(low + step, last.to)
    const inside: StateRun[] = []
    for (let run = runs[at]; run && run.from < high; run = runs[at]) {
      inside.push({ ...run, from: Math.max(run.from, low), to: Math.min(run.to, high) })
      if (run.to > high) break
      at += 1
    }
    const state = mostFrequent(inside)
    const before = kept.at(-1)
    if (before?.state === state) kept[kept.length - 1] = { from: before.from, to: high, state }
    else kept.push({ from: low, to: high, state })
  }
  return kept
}

function mostFrequent(runs: readonly StateRun[]): MessageState {
  const states: readonly MessageState[] = ['acknowledged', 'received', 'unread', 'committed']
  return states.reduce((best, state) => (countIn(runs, state) > countIn(runs, best) ? state : best))
}

/** What lies in both lists. */
function common(one: OffsetRanges, other: OffsetRanges): OffsetRanges {
  return difference(one, difference(one, other))
}

function tagged(ranges: OffsetRanges, state: MessageState): StateRun[] {
  return ranges.map(({ from, to }) => ({ from, to, state }))
}
