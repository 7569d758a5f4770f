import type { OffsetRange, TopicPartition } from './observation.js'

/** A run of records in one partition: `count` of them carry a message, the rest are control or compacted records. */
interface Run extends TopicPartition, OffsetRange {
  readonly count: number
}

/** A transaction that is over for its producer, with so many messages in it. */
interface Ended {
  readonly transaction: string
  readonly sent: number
}

/** What can happen. To a member, unless it says otherwise. */
export type EventDetail =
  /**
   * The group gave it these partitions, none perhaps; `again`: it was in the group before, and a rebalance asked it to
   * join anew. Its generation follows with the first heartbeat.
   */
  | { readonly type: 'joined'; readonly assigned: readonly TopicPartition[]; readonly again?: true }
  /** The group's generation (classic protocol), which counts its rebalances. */
  | { readonly type: 'generation'; readonly generation: number }
  /** It heard of a rebalance and stopped reading. */
  | { readonly type: 'rebalancing' }
  /** It told the group that it goes. */
  | { readonly type: 'left' }
  /** It is gone without a word; the group finds out by the session time-out, which began with its last heartbeat. */
  | { readonly type: 'crashed'; readonly sessionTimeoutMs: number }
  /** The lab ended it: it was replaced, or its topic or group was made fresh. */
  | { readonly type: 'ended'; readonly reason: string }
  /** Its client gave up. */
  | { readonly type: 'died'; readonly reason: string }
  /** A batch arrived. */
  | ({ readonly type: 'received' } & Run)
  /** Its code acknowledged these offsets. */
  | ({ readonly type: 'acknowledged'; readonly offsets: readonly OffsetRange[] } & TopicPartition)
  /** The broker confirmed a commit: `offset` is the next to read. */
  | ({ readonly type: 'committed'; readonly offset: number } & TopicPartition)
  /** To a group without members: its committed offset was set; `offset` is the next to read. */
  | ({ readonly type: 'reset'; readonly offset: number } & TopicPartition)
  /** To a group: it was deleted, with its committed offsets. */
  | { readonly type: 'group-deleted' }
  /** To a topic: a batch was sent, and stored at these offsets. */
  | ({ readonly type: 'produced' } & Run)
  /** To a transaction: its producer has begun it, which fences older ones of its id. */
  | { readonly type: 'transaction-begun'; readonly transaction: string }
  /**
   * To a transaction, with so many messages in it: it was committed or aborted, its producer crashed, or Kafka refused
   * it because a newer producer has its id or its time was up.
   */
  | ({ readonly type: 'transaction-committed' } & Ended)
  | ({ readonly type: 'transaction-aborted' } & Ended)
  | ({ readonly type: 'transaction-crashed' } & Ended)
  | ({ readonly type: 'transaction-fenced' } & Ended)
  /** To a topic. */
  | { readonly type: 'topic-created'; readonly topic: string; readonly partitions: number }
  /** To a topic: it has so many partitions from now on. */
  | { readonly type: 'partitions-added'; readonly topic: string; readonly partitions: number }
  /** To a topic: it was deleted, with its records and every group's committed offsets in it. */
  | { readonly type: 'topic-deleted'; readonly topic: string }
  | BrokerEvent

/** To a broker: the lab ended its process (killed: SIGKILL, stopped: SIGTERM), let it stand still or go on, or started it. */
type BrokerEvent = {
  [Type in BrokerChange]: { readonly type: Type; readonly broker: number }
}[BrokerChange]

type BrokerChange = `broker-${'killed' | 'stopped' | 'frozen' | 'thawed' | 'started'}`

/** The name of one kind of event. */
export type EventType = EventDetail['type']

/** Events of some kinds only, so that what they carry can be read without asking each for its type again. */
export type EventOf<Type extends EventType> = Extract<EventDetail, { readonly type: Type }> & {
  readonly atMs: number
  readonly group: string | null
  readonly member: string | null
}

/** Something that happened, when (in ms since 1970), and to whom; null where it was no group's or no member's. */
export type LabEvent = EventOf<EventType>

/** All that happened, oldest first: plain data, so that code which is loaded anew goes on with it. */
export interface Timeline {
  readonly events: LabEvent[]
  /** The most events that are kept. */
  readonly limit: number
  /** How many of the oldest had to go. */
  dropped: number
}

/** Which events are wanted; what is left out does not narrow. Bounds in ms since 1970: from `sinceMs`, before `untilMs`. */
export interface EventFilter<Type extends EventType = EventType> {
  readonly group?: string
  readonly member?: string
  readonly types?: readonly Type[]
  readonly sinceMs?: number
  readonly untilMs?: number
}

/** Events, oldest first, and the names of all members that the lab has met, in the order in which it did: colours go by it. */
export type Events<Type extends EventType = EventType> = EventOf<Type>[] & {
  readonly members: readonly string[]
}

/** Gives events the names of the members that the lab has met; they are no element, and no part of what is printed or compared. */
export function withMembers<Type extends EventType>(
  events: EventOf<Type>[],
  members: readonly string[],
): Events<Type> {
  return Object.defineProperty(events, 'members', { value: members }) as Events<Type>
}

/** A timeline on which nothing has happened. 10 000 batches and rebalances are a long lesson, and a few megabytes. */
export function emptyTimeline({ limit = 10_000 }: { readonly limit?: number } = {}): Timeline {
  return { events: [], limit, dropped: 0 }
}

/** What messages bring about: with traffic it happens a hundred times a second, and would push out who joined and left. */
const frequent: readonly EventType[] = ['produced', 'received', 'acknowledged', 'committed']

/**
 * Writes an event down. When the limit is passed one goes and is counted: the oldest about messages, or where there is
 * none the oldest. Nothing happens before what was written earlier: an event from a clock that was set back gets the
 * time of the one before it.
 */
export function append(timeline: Timeline, event: LabEvent): void {
  const { events, limit } = timeline
  const last = events.at(-1)?.atMs ?? event.atMs
  events.push(event.atMs < last ? { ...event, atMs: last } : event)
  if (events.length <= limit) return
  const oldest = events.findIndex(({ type }) => frequent.includes(type))
  events.splice(Math.max(oldest, 0), 1)
  timeline.dropped++
}

/** Forgets all that happened, and what had to go before. */
export function forget(timeline: Timeline): void {
  timeline.events.length = 0
  timeline.dropped = 0
}

/**
 * The events that a filter lets through, oldest first, as events of the types it names.
 *
 *     eventsOf(timeline, { group: 'chat-service', types: ['crashed', 'left'] })
 */
export function eventsOf<Type extends EventType = EventType>(
  { events }: Timeline,
  filter: EventFilter<Type> = {},
): EventOf<Type>[] {
  const { group, member, types, sinceMs = 0, untilMs = Number.POSITIVE_INFINITY } = filter
  const wanted: readonly EventType[] | undefined = types
  return events.filter(
    (event): event is EventOf<Type> =>
      (group === undefined || event.group === group) &&
      (member === undefined || event.member === member) &&
      (wanted === undefined || wanted.includes(event.type)) &&
      event.atMs >= sinceMs &&
      event.atMs < untilMs,
  )
}
