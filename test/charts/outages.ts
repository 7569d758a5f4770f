import type { ReplicaLook } from '../../src/model/replica-spans.js'

const START = 1_760_000_000_000
const ALL = [1, 2, 3]

/** A look at topic 'orders' so many ms after the start: for each partition its leader and in-sync replicas, as '2:123' or '-:13'. */
export function look(ms: number, ...partitions: readonly string[]): ReplicaLook {
  return {
    atMs: START + ms,
    partitions: partitions.map((text, partition) => {
      const [leader = '', isr = ''] = text.split(':')
      return {
        ...{ topic: 'orders', partition, replicas: ALL },
        leader: leader === '-' ? null : Number(leader),
        isr: [...isr].map(Number),
      }
    }),
  }
}

/** An event of a broker, so many ms after the start. */
export function happened(
  ms: number,
  broker: number,
  change: string,
): { atMs: number; type: string; broker: number } {
  return { atMs: START + ms, type: `broker-${change}`, broker }
}

/** Lesson 10: the leader of partition 1 is killed at 1 s and started again at 4 s; a look every 100 ms. */
export const leaderKilled: ReplicaLook[] = Array.from({ length: 71 }, (_, at) => {
  const ms = at * 100
  if (ms < 1_100) return look(ms, '1:123', '2:123', '3:123')
  if (ms < 1_600) return look(ms, '1:123', '2:123', '3:123')
  if (ms < 2_100) return look(ms, '1:13', '-:13', '3:13')
  if (ms < 5_600) return look(ms, '1:13', '3:13', '3:13')
  return look(ms, '1:123', '3:123', '3:123')
})

/** What happened meanwhile, among events of other kinds. */
export const killedAndStarted: { atMs: number; type: string; broker?: number }[] = [
  { atMs: START + 500, type: 'produced' },
  happened(1_000, 2, 'killed'),
  happened(4_000, 2, 'started'),
]

/** Leaders that change with every look, on twenty partitions. */
export const restlessReplicas: ReplicaLook[] = Array.from({ length: 900 }, (_, at) =>
  look(
    at * 20,
    ...Array.from({ length: 20 }, (_unused, one) => ['1:123', '-:23', '3:3'][(at + one) % 3] ?? ''),
  ),
)
