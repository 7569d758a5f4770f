import type { ReplicaSpan } from '../model/replica-spans.js'
import { LINE, MUTED, PAPER, SIGNAL } from './colour.js'
import type { Box, Label } from './scene.js'
import { inWords } from './spans.js'
import { count, textWidth } from './words.js'

/** What a replica was: no two look alike, nor say the same. */
export type ReplicaRole = 'leader' | 'in sync' | 'out of sync'

/** Heights in px: of a replica's row, and of the row below a partition's replicas that says when nobody led. */
export const LANE = { row: 20, box: 16, leaderless: 18 } as const

/** The box of a role; all are solid, being what the brokers say. */
export function rolePaint(role: ReplicaRole): Pick<Box, 'fill' | 'stroke'> {
  if (role === 'leader') return { fill: '#24598f', stroke: '#24598f' }
  return role === 'in sync' ? { fill: '#bcd7ee', stroke: '#7ba7cf' } : { fill: PAPER, stroke: LINE }
}

/** The letters of a role, the longest first, and their colour. */
export function roleSign(role: ReplicaRole): { readonly texts: readonly string[]; readonly fill: string } {
  if (role === 'leader') return { texts: ['L leader', 'L'], fill: PAPER }
  return role === 'in sync' ? { texts: [], fill: '' } : { texts: ['out of sync', 'out'], fill: MUTED }
}

/** The nodes that kept a partition at any time, in order. */
export function nodesOf(spans: readonly ReplicaSpan[]): number[] {
  return [...new Set(spans.flatMap(({ replicas }) => replicas))].sort((a, b) => a - b)
}

/** The box where a replica changed too often to be drawn. */
export const CROWD: Pick<Box, 'fill' | 'stroke' | 'hatch'> = { fill: MUTED, stroke: MUTED, hatch: 'dense' }

interface Run {
  readonly role: ReplicaRole | 'crowd'
  readonly fromMs: number
  toMs: number
}

/** So many narrow runs in a row are still drawn one by one. */
const FEW = 4

/**
 * One replica over time: neighbouring spans in which it was the same are one box, and so are more than four runs in a row that
 * are each shorter than `leastMs`.
 */
export function replicaRow(
  spans: readonly ReplicaSpan[],
  node: number,
  { x, end: endOf, middle, leastMs }: RowPlace,
): { boxes: Box[]; labels: Label[] } {
  const runs: Run[] = []
  for (const { leader, replicas, isr, fromMs, toMs } of spans) {
    if (!replicas.includes(node)) continue
    const role = leader === node ? 'leader' : isr.includes(node) ? 'in sync' : 'out of sync'
    const last = runs.at(-1)
    if (last?.role === role && last.toMs === fromMs) last.toMs = toMs
    else runs.push({ role, fromMs, toMs })
  }
  const untilMs = spans.at(-1)?.toMs
  const end = (ms: number): number => (ms === untilMs ? endOf(ms) : x(ms))
  const y = { y1: middle - LANE.box / 2, y2: middle + LANE.box / 2 }
  const shown = crowded(runs, leastMs)
  const labels = shown.flatMap(({ role, fromMs, toMs }): Label[] => {
    const { texts, fill } = role === 'crowd' ? { texts: [], fill: '' } : roleSign(role)
    const text = texts.find((one) => textWidth(one, 11) <= end(toMs) - x(fromMs) - 6)
    if (text === undefined) return []
    return [{ x: x(fromMs) + 4, y: middle, text, fill, size: 11, bold: role === 'leader' }]
  })
  const boxes = shown.map(({ role, fromMs, toMs }) => {
    return { x1: x(fromMs), x2: end(toMs), ...y, ...(role === 'crowd' ? CROWD : rolePaint(role)) }
  })
  return { boxes, labels }
}

/** Where a row stands. */
export interface RowPlace {
  readonly x: (ms: number) => number
  /** Where the last box ends: what the last look found has a width, or nobody would see that it had changed. */
  readonly end: (ms: number) => number
  readonly middle: number
  /** What is shorter than this cannot be told apart. */
  readonly leastMs: number
}

function crowded(runs: readonly Run[], leastMs: number): Run[] {
  const shown: Run[] = []
  let narrow: Run[] = []
  const flush = (): void => {
    const [first, last] = [narrow[0], narrow.at(-1)]
    if (first && last && narrow.length > FEW)
      shown.push({ role: 'crowd', fromMs: first.fromMs, toMs: last.toMs })
    else shown.push(...narrow)
    narrow = []
  }
  for (const run of runs) {
    if (run.toMs - run.fromMs < leastMs) narrow.push(run)
    else {
      flush()
      shown.push(run)
    }
  }
  flush()
  return shown
}

/**
 * When nobody led: a bar below the replicas, and in words for how long where there is room; nothing where somebody always did.
 * Times that are less than `leastMs` apart share a bar.
 */
export function leaderlessRow(
  spans: readonly ReplicaSpan[],
  { x, end: endOf, middle, leastMs }: RowPlace,
  [left, right]: readonly [number, number],
): { boxes: Box[]; labels: Label[] } {
  const runs: { fromMs: number; toMs: number; sumMs: number; times: number }[] = []
  for (const { leader, fromMs, toMs } of spans) {
    if (leader !== null) continue
    const last = runs.at(-1)
    if (last === undefined || (fromMs > last.toMs && fromMs - last.toMs >= leastMs)) {
      runs.push({ fromMs, toMs, sumMs: toMs - fromMs, times: 1 })
      continue
    }
    last.times += fromMs > last.toMs ? 1 : 0
    last.toMs = toMs
    last.sumMs += toMs - fromMs
  }
  const untilMs = spans.at(-1)?.toMs
  const endAt = (ms: number): number => (ms === untilMs ? endOf(ms) : x(ms))
  const labels: Label[] = []
  let end = left
  for (const { fromMs, toMs, sumMs, times } of runs) {
    // What one look alone found has no length yet.
    const long = sumMs > 1 ? ` for ${inWords(sumMs)}` : ''
    const text =
      times === 1 ? `no leader${long}` : `no leader ${count(times)} times, ${inWords(sumMs)} in all`
    const half = textWidth(text, 12) / 2
    const at = Math.min(Math.max((x(fromMs) + endAt(toMs)) / 2, left + half), right - half)
    if (at - half < end) continue
    labels.push({ x: at, y: middle + 3, text, anchor: 'middle', bold: true, fill: SIGNAL })
    end = at + half + 8
  }
  const y = { y1: middle - LANE.leaderless / 2, y2: middle - LANE.leaderless / 2 + 3 }
  const paint = { fill: SIGNAL, stroke: SIGNAL }
  const boxes = runs.map(({ fromMs, toMs }) => {
    return { x1: x(fromMs), x2: Math.max(endAt(toMs), x(fromMs) + 2), ...y, ...paint }
  })
  return { boxes, labels }
}
