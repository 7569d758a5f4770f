import type { ShareAcknowledgement, Way } from '../../src/charts/ways-to-acknowledge.js'
import { type GroupSketch, observed } from './fixtures.js'

const topic = 'payments'

/** So many messages of one partition, or of several. */
export function places(many: number, partitions = 1): { topic: string; partition: number; offset: number }[] {
  return Array.from({ length: partitions }, (_, partition) =>
    Array.from({ length: many }, (_unused, offset) => ({ topic, partition, offset })),
  ).flat()
}

/** A consumer group on ten messages of one partition. */
export function group(committed: number | null, acknowledged: readonly number[] = []): Way {
  const sketch: GroupSketch = {
    committed: { [topic]: [committed] },
    received: { [`${topic}/0`]: acknowledged },
    acknowledged: { [`${topic}/0`]: acknowledged },
  }
  return { group: observed({ [topic]: [10] }, { workers: sketch }).group('workers') }
}

/** Acknowledgements in order, each as offset, letter (a, r, x) and delivery count: '3r1'. */
export function share(...told: readonly string[]): ShareAcknowledgement[] {
  const as = { a: 'accepted', r: 'released', x: 'rejected' } as const
  return told.map((text) => {
    const [, offset = '', letter = '', deliveryCount = ''] = /^(\d+)([arx])(\d+)$/.exec(text) ?? []
    return {
      ...{ topic, partition: 0, offset: Number(offset) },
      ...{ deliveryCount: Number(deliveryCount), as: as[letter as keyof typeof as] },
    }
  })
}

/** Lesson 11: of ten messages 3 fails; the position passes it, the ledger holds what follows, the share group tells it apart. */
export const threeWays: Readonly<Record<string, Way>> = {
  'committed offset': group(10, [0, 1, 2, 4, 5, 6, 7, 8, 9]),
  ledger: group(3, [0, 1, 2, 4, 5, 6]),
  'share group': {
    share: share('0a1', '1a1', '2a1', '3r1', '4a1', '5x1', '6a1', '7a1', '3r2', '3a3', '8r1'),
    lag: 2,
  },
}
