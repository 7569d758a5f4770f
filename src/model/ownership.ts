import type { TopicPartition } from './observation.js'
import type { LabEvent } from './timeline.js'

/**
 * Why nobody reads a partition. `crashed`: its owner is gone without a word, and the group still counts on it until the
 * session time-out. `rebalance`: its owner stopped or left, and the next one has not joined yet. `empty`: the group has no
 * member that this lab knows.
 */
export type Unread = 'crashed' | 'rebalance' | 'empty'

/** Who read a partition, and from when to when (ms since 1970). */
export interface OwnershipSegment extends TopicPartition {
  /** null: nobody read it. */
  readonly member: string | null
  /** Why nobody did; null while a member reads. */
  readonly unread: Unread | null
  /** Who read it last before this gap; null while a member reads. */
  readonly last: string | null
  /** The generation in which the member owned it; null while nobody does, and until the first heartbeat told. */
  readonly generation: number | null
  readonly fromMs: number
  readonly toMs: number
}

interface Open {
  readonly member: string | null
  readonly unread: Unread | null
  readonly last: string | null
  generation: number | null
  readonly fromMs: number
  /** When the session of an owner that crashed is over at the latest. */
  readonly sessionEndsMs?: number
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
 * After a crash the broker still shows it as assigned, up to the session time-out; when the others hear of a rebalance,
 * the gap goes on as part of that, in a segment of its own. Without others nobody hears of it: the group is empty from the
 * session time-out on, counted from the crash (the coordinator counts from the last heartbeat, a moment earlier).
 * Knows only the events that it is given: members of other programs leave none.
 */
export function ownership(
  events: readonly LabEvent[],
  { group, untilMs }: { readonly group: string; readonly untilMs: number },
): OwnershipSegment[] {
  const lanes = new Map<string, Lane>()
  const alive = new Set<string>()
  for (const event of events) {
    if (event.group !== group || event.member === null || event.atMs > untilMs) continue
    expire(lanes, alive, event.atMs)
    follow(lanes, alive, event, event.member)
  }
  expire(lanes, alive, untilMs)
  const inOrder = [...lanes.values()].sort((a, b) => compare(a.topic, b.topic) || a.partition - b.partition)
  return inOrder.flatMap((lane) => {
    close(lane, untilMs)
    return lane.closed
  })
}

function follow(lanes: Map<string, Lane>, alive: Set<string>, event: LabEvent, member: string): void {
  const { atMs } = event
  switch (event.type) {
    case 'joined':
      alive.add(member)
      stop(lanes, member, 'rebalance', atMs)
      for (const at of event.assigned) hand(laneOf(lanes, at, atMs), member, atMs)
      return
    case 'generation':
      for (const { open } of lanes.values()) if (open.member === member) open.generation ??= event.generation
      return
    case 'rebalancing':
      stop(lanes, member, 'rebalance', atMs)
      for (const lane of lanes.values()) if (lane.open.unread === 'crashed') leave(lane, 'rebalance', atMs)
      return
    case 'crashed':
      alive.delete(member)
      stop(lanes, member, 'crashed', atMs, atMs + event.sessionTimeoutMs)
      return
    case 'left':
    case 'ended':
    case 'died':
      alive.delete(member)
      stop(lanes, member, 'rebalance', atMs)
      if (alive.size > 0) return
      for (const lane of lanes.values()) if (lane.open.unread === 'rebalance') leave(lane, 'empty', atMs)
      // The others could have heard of these, and are gone before they did.
      for (const lane of lanes.values()) if (isOver(lane, atMs)) leave(lane, 'empty', atMs)
  }
}

/** Nobody is left to hear that the session of a crashed owner is over: from then on the group is empty. */
function expire(lanes: Map<string, Lane>, alive: ReadonlySet<string>, nowMs: number): void {
  if (alive.size > 0) return
  for (const lane of lanes.values())
    if (isOver(lane, nowMs)) leave(lane, 'empty', lane.open.sessionEndsMs ?? nowMs)
}

function isOver({ open }: Lane, nowMs: number): boolean {
  return open.unread === 'crashed' && (open.sessionEndsMs ?? nowMs) <= nowMs
}

function laneOf(lanes: Map<string, Lane>, { topic, partition }: TopicPartition, fromMs: number): Lane {
  const name = `${topic}-${partition}`
  const open = { member: null, unread: null, last: null, generation: null, fromMs }
  const lane = lanes.get(name) ?? { topic, partition, closed: [], open }
  lanes.set(name, lane)
  return lane
}

/** The member reads nothing any more, for that reason. */
function stop(
  lanes: Map<string, Lane>,
  member: string,
  unread: Unread,
  atMs: number,
  sessionEndsMs?: number,
): void {
  for (const lane of lanes.values()) if (lane.open.member === member) leave(lane, unread, atMs, sessionEndsMs)
}

function hand(lane: Lane, member: string, atMs: number): void {
  close(lane, atMs)
  lane.open = { member, unread: null, last: null, generation: null, fromMs: atMs }
}

function leave(lane: Lane, unread: Unread, atMs: number, sessionEndsMs?: number): void {
  close(lane, atMs)
  const last = lane.open.member ?? lane.open.last
  lane.open = { member: null, unread, last, generation: null, fromMs: atMs, sessionEndsMs }
}

/** Ends the running segment; one of no length never was. */
function close({ topic, partition, closed, open }: Lane, toMs: number): void {
  const { sessionEndsMs: _, ...segment } = open
  if (open.fromMs < toMs) closed.push({ topic, partition, ...segment, toMs })
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
