import {
  type GroupFacts,
  type Observation,
  type OffsetRange,
  observation,
} from '../../src/model/observation.js'
import { rangesOf } from '../../src/model/ranges.js'

/** One group in short: per topic the committed offsets, and what its members own and remember. */
export interface GroupSketch {
  readonly state?: string
  readonly committed: Readonly<Record<string, readonly (number | null)[]>>
  readonly members?: Readonly<Record<string, readonly string[]>>
  /** 'topic/partition' to the offsets, as a list or as runs, that the group's first member received and acknowledged. */
  readonly received?: Readonly<Record<string, readonly number[] | readonly OffsetRange[]>>
  readonly acknowledged?: Readonly<Record<string, readonly number[] | readonly OffsetRange[]>>
  readonly commit?: 'ledger' | 'naive'
}

/** An observation from log ends per topic (`{ orders: [2, 5, 3] }`, or [start, end] pairs) and groups in short. */
export function observed(
  ends: Readonly<Record<string, readonly (number | readonly [number, number])[]>>,
  groups: Readonly<Record<string, GroupSketch>>,
): Observation {
  const partitions = Object.entries(ends).flatMap(([topic, list]) =>
    list.map((extent, partition) => {
      const [start, end] = typeof extent === 'number' ? [0, extent] : extent
      return { topic, partition, start, end, leader: 1, replicas: [1], isr: [1] }
    }),
  )
  const facts = Object.entries(groups).map(
    ([group, sketch]): GroupFacts => ({
      group,
      state: sketch.state ?? 'Stable',
      members: Object.entries(sketch.members ?? {}).map(([name, owned]) => ({
        name,
        id: `${name}-1`,
        assigned: owned.map(place),
      })),
      positions: partitions.flatMap(({ topic, partition, start, end }) =>
        topic in sketch.committed
          ? [{ topic, partition, start, end, committed: sketch.committed[topic]?.[partition] ?? null }]
          : [],
      ),
      memory: [
        {
          name: Object.keys(sketch.members ?? {})[0] ?? 'C1',
          commit: sketch.commit ?? 'ledger',
          partitions: Object.keys(sketch.received ?? {}).map((key) => ({
            ...place(key),
            received: runs(sketch.received?.[key]),
            acknowledged: runs(sketch.acknowledged?.[key]),
          })),
        },
      ],
    }),
  )
  const members = Object.values(groups).flatMap((sketch) => Object.keys(sketch.members ?? {}))
  const appearance = { groups: Object.keys(groups), members: [...new Set(members)] }
  return observation({ atMs: 1_760_000_000_000, tookMs: 12, partitions, groups: facts, appearance })
}

/** The whole numbers from `from` up to and without `to`. */
export function offsets(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index)
}

function place(key: string): { topic: string; partition: number } {
  const [topic = '', partition] = key.split('/')
  return { topic, partition: Number(partition) }
}

function runs(list: readonly number[] | readonly OffsetRange[] = []): readonly OffsetRange[] {
  return typeof list[0] === 'object' ? (list as readonly OffsetRange[]) : rangesOf(list as readonly number[])
}
