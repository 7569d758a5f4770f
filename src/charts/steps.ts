import type { Chart } from './chart.js'

/** Something that happened, in words, and what the picture shows of it. */
export interface Told {
  /** When, in ms since 1970. */
  readonly atMs: number
  /** A sentence in the past tense, without the time. */
  readonly text: string
  /** Whether it is worth a picture where only a few can be printed. */
  readonly key: boolean
}

/** One step of a story: the sentence, the seconds since its beginning before it, and the picture as it was then. */
export interface Step {
  readonly text: string
  readonly key: boolean
  readonly chart: Chart
}

/** A story in pictures of one size, to be played by `play`. */
export interface Steps {
  readonly title: string
  /** The finding of the whole story. */
  readonly alt: string
  /** At least one, at most 30. */
  readonly steps: readonly Step[]
  /** How many more there were. */
  readonly left: number
}

/** More steps than this nobody plays through. */
const MOST_STEPS = 30

/**
 * The steps of a story: what was told, in its order, each with its picture. Of more than 30 the first and the last are kept,
 * and of the others every so many-th. `draw` is given the step and what was told after it.
 */
export function stepsOf<T extends Told>(
  whole: Chart,
  told: readonly T[],
  draw: (one: T, next: T | undefined) => Chart,
): Steps {
  const sinceMs = told[0]?.atMs ?? 0
  const kept = evenly(told, MOST_STEPS)
  const steps = kept.map((one): Step => {
    const text = `${((one.atMs - sinceMs) / 1_000).toFixed(2)} s: ${one.text}`
    return { text, key: one.key, chart: draw(one, told[told.indexOf(one) + 1]) }
  })
  return { title: whole.title, alt: whole.alt, steps, left: told.length - kept.length }
}

/** At most `most` of the values, at equal distances, the first and the last among them; in their order. */
export function evenly<T>(values: readonly T[], most: number): readonly T[] {
  if (values.length <= most) return values
  const apart = (values.length - 1) / Math.max(most - 1, 1)
  return Array.from(
    { length: most },
    (_, at) => values[most === 1 ? values.length - 1 : Math.round(at * apart)],
  ) as T[]
}

/**
 * Until when a step's picture shows what happened: a little beyond it, so that what began can be seen, and never into the next
 * step. `lengthMs` is that of the whole axis.
 */
export function shownUntil(atMs: number, nextMs: number | undefined, lengthMs: number): number {
  return Math.min(atMs + lengthMs / 30, nextMs ?? Number.POSITIVE_INFINITY)
}
