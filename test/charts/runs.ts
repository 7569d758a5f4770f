import type { GuaranteeRun } from '../../src/charts/guarantees.js'

/** So many runs of one guarantee with a crash at one point, each of which lost and repeated so many messages. */
export function runs(
  many: number,
  guarantee: GuaranteeRun['guarantee'],
  point: GuaranteeRun['point'],
  { lost = 0, repeated = 0 }: { readonly lost?: number; readonly repeated?: number } = {},
): GuaranteeRun[] {
  return Array.from({ length: many }, () => ({ guarantee, point, lost, repeated }))
}

/** Lesson 06 as it was measured: 36 runs of each guarantee, and only the middle point differs. */
export const measuredRuns: GuaranteeRun[] = [
  ...runs(12, 'exactly-once', 'before both'),
  ...runs(12, 'exactly-once', 'between the two'),
  ...runs(12, 'exactly-once', 'after both'),
  ...runs(12, 'at-most-once', 'before both'),
  ...runs(12, 'at-most-once', 'between the two', { lost: 1 }),
  ...runs(12, 'at-most-once', 'after both'),
  ...runs(12, 'at-least-once', 'before both'),
  ...runs(12, 'at-least-once', 'between the two', { repeated: 1 }),
  ...runs(12, 'at-least-once', 'after both'),
]

/** More than can be drawn one by one, all outcomes in one place, and points at which nothing was run. */
export const manyRuns: GuaranteeRun[] = [
  ...runs(7, 'at-most-once', 'before both', { lost: 3 }),
  ...runs(1, 'at-most-once', 'before both', { lost: 2, repeated: 1 }),
  ...runs(2, 'at-most-once', 'before both', { repeated: 5 }),
  ...runs(90, 'at-most-once', 'before both'),
  ...runs(1234, 'at-most-once', 'after both'),
  ...runs(400, 'at-most-once', 'after both', { lost: 1 }),
  ...runs(3, 'at-most-once', 'after both', { repeated: 1 }),
  ...runs(1, 'exactly-once', 'between the two'),
]
