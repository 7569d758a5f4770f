import { anything, oneOf, text } from '../model/options.js'
import { aNumber, fieldsOf, listOf, whatever } from '../model/shape.js'
import { shown } from '../model/shown.js'
import type { Chart } from './chart.js'
import { type Drawable, drawingOptions, mustBeDrawable } from './drawable.js'
import type { Scene } from './scene.js'
import { throughputBars } from './throughput-bars.js'
import { type MembersCase, throughputMembers } from './throughput-members.js'
import { count, counted } from './words.js'

/** How fast one case was, over several rounds; all in messages a second. */
export interface MeasuredCase {
  /** What was varied: a number of members, or words ('gzip', 'batches of 100'). */
  readonly case: string | number
  /** The rate of each round. */
  readonly perSecond: readonly number[]
  readonly median: number
  readonly least: number
  readonly most: number
}

/** How the cases are laid out. */
export interface ThroughputOptions {
  /** Default: 'Throughput', and what it is along. */
  readonly title?: string
  /** The cases are numbers of members: points along an axis. Default: a bar for each case. */
  readonly along?: 'members'
  /**
   * How many partitions the members shared. With it, and with a measurement of one member, two lines of reference: twice the
   * members, twice the rate; and what the busiest member allows, partitions / ceil(partitions / members).
   */
  readonly partitions?: number
}

const caseShape = fieldsOf({
  case: whatever,
  perSecond: listOf(aNumber),
  median: aNumber,
  least: aNumber,
  most: aNumber,
})

const DRAWN: Drawable = {
  what: 'throughput',
  shape: listOf(caseShape),
  wanted: 'what was measured',
  write: "charts.throughput(await measure('members', [1, 5], run))",
}

/**
 * How many messages a second each case handled: the median, and every round or the spread from least to most. Along members
 * it has a point for each round and the two lines of reference; for other cases a bar each.
 *
 *     await show(charts.throughput(measured, { along: 'members', partitions: 5 }))
 *     await show(charts.throughput(measured, { title: 'Producing, by batch size' }))
 *
 * Throws a sentence when a case along members is not a whole number of them, up to 1 000, or partitions are not.
 */
export function throughput(measured: readonly MeasuredCase[], options: ThroughputOptions = {}): Chart {
  mustBeDrawable(measured, DRAWN)
  const { title, along, partitions } = drawingOptions(options, DRAWN.what, {
    title: text,
    along: oneOf('members'),
    partitions: anything,
  })
  if (partitions !== undefined && !isCount(partitions))
    throw new Error(
      `Cannot draw throughput: wanted how many partitions the members shared, a whole number from 1, found ${shown(partitions)}. Say for example { along: 'members', partitions: 5 }.`,
    )
  const whole = title ?? (along === undefined ? 'Throughput' : 'Throughput by number of members')
  const scene: Scene =
    along === undefined
      ? throughputBars(whole, measured)
      : throughputMembers(whole, measured.map(ofMembers), partitions ?? null)
  const said = measured.map((one) => `${nameOf(one, along)}: ${rate(one.median)} (${spread(one)})`)
  return {
    title: whole,
    alt:
      measured.length === 0
        ? 'Nothing has been measured yet.'
        : `${fastest(measured, along)}Messages a second, the median and the spread of ${roundsOf(measured)}; ${said.join('; ')}.`,
    table: {
      columns: [along ?? 'case', 'median per second', 'least per second', 'most per second', 'rounds'],
      rows: measured.map(({ case: name, median, least, most, perSecond }) => [
        ...[name, Math.round(median), Math.round(least), Math.round(most)],
        perSecond.map((one) => Math.round(one)).join(', '),
      ]),
    },
    picture: { kind: 'plot', scene },
  }
}

function ofMembers(one: MeasuredCase): MembersCase {
  if (typeof one.case === 'number' && isCount(one.case) && one.case <= MOST_MEMBERS)
    return { ...one, members: one.case }
  throw new Error(
    `Cannot draw throughput along members: wanted cases that are numbers of members, whole and from 1 to ${count(MOST_MEMBERS)}, found ${JSON.stringify(one.case)}. Leave along out for a bar a case.`,
  )
}

/** Both lines of reference have a step for each number of members, so many in 800 px. */
const MOST_MEMBERS = 1_000

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 1

const rate = (perSecond: number): string => count(Math.round(perSecond))

function nameOf({ case: name }: MeasuredCase, along: 'members' | undefined): string {
  return along !== undefined && typeof name === 'number' ? counted(name, 'member') : String(name)
}

/** How much faster the fastest case was than the slowest; that there is nothing to see, where their spreads overlap. */
function fastest(measured: readonly MeasuredCase[], along: 'members' | undefined): string {
  const [slow, ...others] = [...measured].sort((a, b) => a.median - b.median)
  const fast = others.at(-1)
  if (slow === undefined || fast === undefined || slow.median <= 0) return ''
  const [faster, slower] = [nameOf(fast, along), nameOf(slow, along)]
  if (fast.least <= slow.most) return `The spreads of ${faster} (fastest) and ${slower} (slowest) overlap. `
  const times = fast.median / slow.median
  return `Fastest: ${faster}, ${times < 10 ? times.toFixed(1) : count(Math.round(times))} times ${slower}. `
}

const spread = ({ least, most }: MeasuredCase): string => `${rate(least)} to ${rate(most)}`

function roundsOf(measured: readonly MeasuredCase[]): string {
  const sizes = [...new Set(measured.map(({ perSecond }) => perSecond.length))].sort((a, b) => a - b)
  const [least, most] = [sizes[0] ?? 0, sizes.at(-1) ?? 0]
  return least === most ? `${counted(least, 'round')} each` : `${least} to ${counted(most, 'round')}`
}
