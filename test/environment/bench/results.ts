import type { Failed, Measured } from '../../../environment/bench/measure.mjs'

/** A row that was measured against a reference. */
export const join: Measured = {
  name: 'join',
  what: 'a second member joins',
  against: 'kafkajs',
  unit: 'ms',
  target: { ratio: { atMost: 0.1 } },
  ours: { median: 45, least: 40, most: 52.4 },
  reference: { median: 4_900, least: 4_800, most: 5_000 },
  before: null,
  ratio: 45 / 4_900,
  met: true,
  values: { ours: [45, 40, 52.4], reference: [4_900, 4_800, 5_000] },
}

/** One without a reference that was recorded before, and misses its target. */
export const observe: Measured = {
  name: 'observe-500',
  what: 'observe() of 500 partitions',
  against: undefined,
  unit: 'ms',
  target: { value: { atMost: 300 } },
  ours: { median: 600, least: 590, most: 700 },
  reference: null,
  before: 300,
  ratio: 2,
  met: false,
  values: { ours: [600, 590, 700], reference: [] },
}

/** One that could not be measured. */
export const crash: Failed = {
  name: 'crash',
  what: 'a member crashes',
  against: undefined,
  unit: 'ms',
  target: { value: { atMost: 1_300 } },
  failed: 'The group did not settle\nwithin 10 s | really.',
}
