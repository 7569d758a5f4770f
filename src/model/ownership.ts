import type { TopicPartition } from './observation.js'
import type { LabEvent } from './timeline.js'

/** Who read a partition, and from when to when (ms since 1970). */
export interface OwnershipSegment extends TopicPartition {
  /** null: nobody read it. */
  readonly member: string | null
  /** The generation in which the member owned it; null while nobody does, and until the first heartbeat told. */
  readonly generation: number | null
  readonly fromMs: number
  readonly toMs: number
}

interface Open {
  member: string | null
  generation: number | null
  fromMs: number
}

/** One partition's history: the segments that are over, and the one that still runs. */
interface Lane extends TopicPartition {
  readonly closed: OwnershipSegment[]
  open: Open
}

/**
 * Who read each partition of a group, and when, as its members lived it: segments without gaps, by topic, partition and
 * time. A lane begins when its partition is first assigned and ends at `untilMs`.
 *
 *     ownership(eventsOf(timeline), { group: 'chat-service', untilMs: now })
 *
 * Nobody reads a partition from its owner's rebalance, leave, crash or end until the next member has joined with it.
 * After a crash the broker still shows it as assigned, up to the session time-out: that is the gap which this shows.
 * Knows only the events that it is given: members of other programs leave none.
 */
export function ownership(
  events: readonly LabEvent[],
  { group, untilMs }: { readonly group: string; readonly untilMs: number },
): OwnershipSegment[] {
  const lanes = new Map<string, Lane>()
  for (const event of events) {
    if (event.group !== group || event.member === null || event.atMs > untilMs) continue
    follow(lanes, event, event.member)
  }
  const inOrder = [...lanes.values()].sort((a, b) => compare(a.topic, b.topic) || a.partition - b.partition)
  return inOrder.flatMap((lane) => {
    close(lane, untilMs)
    return lane.closed
  })
}

function follow(lanes: Map<string, Lane>, event: LabEvent, member: string): void {
  const owned = [...lanes.values()].filter(({ open }) => open.member === member)
  switch (event.type) {
    case 'joined':
      for (const lane of owned) hand(lane, null, event.atMs)
      for (const at of event.assigned) hand(laneOf(lanes, at, event.atMs), member, event.atMs)
      return
    case 'generation':
      for (const { open } of owned) open.generation ??= event.generation
      return
    case 'rebalancing':
    case 'left':
    case 'crashed':
    case 'ended':
    case 'died':
      for (const lane of owned) hand(lane, null, event.atMs)
  }
}

function laneOf(lanes: Map<string, Lane>, { topic, partition }: TopicPartition, fromMs: number): Lane {
  const name = `${topic}-${partition}`
  const lane = lanes.get(name) ?? {
    topic,
    partition,
    closed: [],
    open: { member: null, generation: null, fromMs },
  }
  lanes.set(name, lane)
  return lane
}

function hand(lane: Lane, member: string | null, atMs: number): void {
  close(lane, atMs)
  lane.open = { member, generation: null, fromMs: atMs }
}

/** Ends the running segment; one of no length never was. */
function close({ topic, partition, closed, open }: Lane, toMs: number): void {
  if (open.fromMs < toMs) closed.push({ topic, partition, ...open, toMs })
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
