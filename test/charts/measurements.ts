import type { MeasuredCase } from '../../src/charts/throughput.js'

/** A case from the rates of its rounds. */
export function measured(name: string | number, ...perSecond: readonly number[]): MeasuredCase {
  const inOrder = [...perSecond].sort((a, b) => a - b)
  const [least = 0, most = 0] = [inOrder[0], inOrder.at(-1)]
  return { case: name, perSecond, median: inOrder[inOrder.length >> 1] ?? 0, least, most }
}

/** Lesson 07: one to six members on five partitions, three rounds each. */
export const oneToSix: MeasuredCase[] = [
  measured(1, 175, 171, 179),
  measured(2, 321, 296, 330),
  measured(3, 463, 441, 470),
  measured(4, 520, 515, 548),
  measured(5, 842, 866, 801),
  measured(6, 837, 850, 790),
]

/** What producing costs, by size of batch. */
export const batches: MeasuredCase[] = [
  measured('one message a send', 3_112, 2_890, 3_402),
  measured('batches of 100', 64_212, 58_003, 66_120),
  measured('batches of 1000', 131_402, 118_998, 140_217),
  measured('batches of 1000, gzip', 71_402.5, 68_000, 72_217),
]
