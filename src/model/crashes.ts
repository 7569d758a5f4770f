import { type CrashPoint, crashPoints, type PlannedCrash } from './crash-point.js'
import { anything, checkedOptions } from './options.js'
import { printed } from './printed.js'
import { shown } from './shown.js'

/** One crash of a plan: in which run, from 1 on, at which message and where. */
export interface Crash extends PlannedCrash {
  readonly run: number
}

/** What a plan of crashes is made from. */
export interface CrashesOptions {
  /** A whole number, of which the last 32 bits count: the same gives the same plan. */
  readonly seed: number
  /** How many runs there are, with one crash each. */
  readonly runs: number
  /** How many messages each run handles: the crash comes at one of them. */
  readonly messages: number
}

/**
 * A plan of crashes, the same for the same seed: each of the three points as often as the others (but for what three
 * does not divide), in an order that the seed shuffles, and so each message at each point.
 *
 *     crashes({ seed: 6, runs: 36, messages: 6 })   // 12 of each point, 2 of each point and message
 *
 * Throws a TypeError for numbers that no plan can have. The generator is mulberry32, four lines that every JavaScript
 * computes alike: Math.random has no seed, and a package for this would be more to keep than to write.
 */
export function crashes(options: CrashesOptions): Crash[] {
  const known = { seed: anything, runs: anything, messages: anything }
  const { seed, runs, messages } = checkedOptions<CrashesOptions>(options, known, 'Cannot plan crashes')
  refuseUnless(Number.isSafeInteger(seed), 'seed', 'a whole number', seed)
  refuseUnless(
    Number.isSafeInteger(runs) && runs > 0 && runs <= mostRuns,
    'runs',
    `a whole number from 1 to ${mostRuns}`,
    runs,
  )
  refuseUnless(
    Number.isSafeInteger(messages) && messages > 0,
    'messages',
    'a whole number from 1 on',
    messages,
  )
  const random = mulberry32(seed)
  // The messages begin at a random one, so that a plan too short for all of them has no favourites.
  const first = crashPoints.map(() => Math.floor(random() * messages))
  const even = Array.from({ length: runs }, (_, index): PlannedCrash => {
    const at = index % crashPoints.length
    const round = Math.floor(index / crashPoints.length)
    return { message: ((first[at] ?? 0) + round) % messages, point: crashPoints[at] as CrashPoint }
  })
  const plan = shuffled(even, random).map(({ message, point }, index) => ({ run: index + 1, message, point }))
  return printed(plan, () => {
    const counts = crashPoints.map(
      (point) => `${plan.filter((each) => each.point === point).length} ${point}`,
    )
    return `${runs} ${runs === 1 ? 'run' : 'runs'} with one crash each: ${counts.join(', ')}`
  })
}

/** Each run is a group of its own on the broker: more are nobody's lesson, and no memory's. */
const mostRuns = 10_000

/** The order that the generator gives: Fisher and Yates. */
function shuffled<T>(values: readonly T[], random: () => number): T[] {
  const result = [...values]
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    ;[result[last], result[other]] = [result[other] as T, result[last] as T]
  }
  return result
}

/** Tommy Ettinger's mulberry32: numbers from 0 to below 1. */
function mulberry32(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function refuseUnless(good: boolean, name: string, wanted: string, found: unknown): void {
  if (!good)
    throw new TypeError(
      `Cannot plan crashes: wanted ${wanted} for ${name}, found ${shown(found)}. ` +
        'Write crashes({ seed: 6, runs: 36, messages: 6 }).',
    )
}
