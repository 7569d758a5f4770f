/**
 * Round numbers for an axis from 0 that reaches `most`: about five of them, the last at or above it.
 *
 *     rateTicks(866)   // [0, 200, 400, 600, 800, 1000]
 */
export function rateTicks(most: number): number[] {
  const rough = Math.max(most, 1) / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max([1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough, 1)
  return Array.from({ length: Math.ceil(Math.max(most, 1) / step) + 1 }, (_, at) => at * step)
}
