import type { TopicPartition } from './observation.js'

/** Who keeps one partition, by node id, as a broker answered; null while it knows no leader. */
export interface Replicas extends TopicPartition {
  readonly leader: number | null
  readonly replicas: readonly number[]
  /** In-sync replicas. */
  readonly isr: readonly number[]
}

/** One look at all partitions, in ms since 1970. */
export interface ReplicaLook {
  readonly atMs: number
  readonly partitions: readonly Replicas[]
}

/** A time in which every look brought the same answer: from the first of them to the next other one, in ms since 1970. */
export interface ReplicaSpan extends Replicas {
  readonly fromMs: number
  readonly toMs: number
}

/**
 * What looks at the replicas come to, by topic, partition and time: a span for each answer, until the next look that brought
 * another. The last one of a partition ends at the last look, or 1 ms after it where it began there.
 *
 *     replicaSpans(replicas.samples).filter(({ leader }) => leader === null)   // when nobody led
 *
 * What happened between two looks is not known.
 */
export function replicaSpans(looks: readonly ReplicaLook[]): ReplicaSpan[] {
  const done: ReplicaSpan[] = []
  const open = new Map<string, ReplicaSpan>()
  const close = (key: string, span: ReplicaSpan, toMs: number): void => {
    done.push({ ...span, toMs: Math.max(toMs, span.fromMs + 1) })
    open.delete(key)
  }
  for (const { atMs, partitions } of looks) {
    const there = new Map(partitions.map((one) => [`${one.topic}/${one.partition}`, one]))
    for (const [key, span] of [...open]) if (!there.has(key)) close(key, span, atMs)
    for (const [key, { topic, partition, leader, replicas, isr }] of there) {
      const before = open.get(key)
      if (before && same(before, { leader, replicas, isr })) continue
      if (before) close(key, before, atMs)
      open.set(key, { topic, partition, leader, replicas, isr, fromMs: atMs, toMs: atMs })
    }
  }
  const lastMs = looks.at(-1)?.atMs ?? 0
  for (const [key, span] of [...open]) close(key, span, lastMs)
  const byTopic = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
  return done.sort((a, b) => byTopic(a.topic, b.topic) || a.partition - b.partition || a.fromMs - b.fromMs)
}

type Kept = Pick<Replicas, 'leader' | 'replicas' | 'isr'>

/** The order in which a broker names in-sync replicas says nothing. */
function same(one: Kept, other: Kept): boolean {
  const inOrder = (ids: readonly number[]): string => [...ids].sort((a, b) => a - b).join()
  return (
    one.leader === other.leader &&
    one.replicas.join() === other.replicas.join() &&
    inOrder(one.isr) === inOrder(other.isr)
  )
}
