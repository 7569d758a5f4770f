/**
 * Values that follow each other and belong together, as one moment each, in their order; `together` is asked of a moment,
 * its latest value and the next.
 *
 *     moments([1, 2, 5, 6], (_, last, next) => next - last === 1)   // [[1, 2], [5, 6]]
 */
export function moments<T>(
  values: readonly T[],
  together: (moment: readonly T[], last: T, next: T) => boolean,
): T[][] {
  const found: T[][] = []
  for (const next of values) {
    const moment = found.at(-1)
    if (moment !== undefined && together(moment, moment.at(-1) as T, next)) moment.push(next)
    else found.push([next])
  }
  return found
}
