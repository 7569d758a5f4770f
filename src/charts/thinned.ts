/**
 * At most about `most` of the values, the first and the last among them: each run of neighbours gives its lowest and its
 * highest by `height`, in their order, so that no peak is lost. The same list when it is short enough.
 *
 *     thinned(samples, 400, ({ total }) => total)
 */
export function thinned<T>(values: readonly T[], most: number, height: (value: T) => number): readonly T[] {
  if (values.length <= most) return values
  const run = Math.ceil((2 * values.length) / most)
  const kept = new Set<number>([0, values.length - 1])
  for (let from = 0; from < values.length; from += run) {
    let [low, high] = [from, from]
    for (let at = from; at < Math.min(from + run, values.length); at++) {
      if (height(values[at] as T) < height(values[low] as T)) low = at
      if (height(values[at] as T) > height(values[high] as T)) high = at
    }
    kept.add(low).add(high)
  }
  return values.filter((_, at) => kept.has(at))
}
