import { moments } from './moments.js'
import type { GroupFacts, MemberMemory, MemberPartition, OffsetRange } from './observation.js'
import { countOf, difference, type OffsetRanges, union } from './ranges.js'
import type { EventOf, LabEvent } from './timeline.js'

const TYPES = [
  ...(['joined', 'rebalancing', 'left', 'crashed', 'ended', 'died'] as const),
  ...(['received', 'acknowledged', 'committed', 'reset'] as const),
]

/** An event that changes what a group has acknowledged. */
export type AcknowledgementEvent = EventOf<(typeof TYPES)[number]>

/** What happened in a moment, and what the group looked like after it. */
export interface ReplayedMoment {
  /** Of one kind; acknowledgements with the commits that they brought. */
  readonly events: readonly AcknowledgementEvent[]
  readonly group: GroupFacts
  /** How many of the offsets that were received the group had received before. */
  readonly again: number
}

/**
 * What a group had received, acknowledged and committed after each moment of its events, as its members lived it. `observed`
 * says which partitions there are, and how members commit. Where reading began in a partition, its committed offset was; at
 * the start of the log it is taken for never committed.
 *
 *     acknowledgementReplay(eventsOf(timeline, { group: 'A' }), observation.group('A')).at(-1)?.group.positions
 */
export function acknowledgementReplay(events: readonly LabEvent[], observed: GroupFacts): ReplayedMoment[] {
  const ever = new Map<string, OffsetRanges>()
  let group: GroupFacts = {
    ...{ ...observed, members: [], memory: [] },
    positions: observed.positions.map((at) => {
      const first = events.find((event) => event.type === 'received' && isAt(event, at))
      const from = first?.type === 'received' ? first.from : at.start
      return { ...at, committed: from > at.start ? from : null }
    }),
  }
  return moments(events.filter(isOne), together).map((moment) => {
    let again = 0
    for (const event of moment) {
      group = after(group, event, observed)
      if (event.type !== 'received') continue
      const [key, now] = [`${event.topic}/${event.partition}`, [{ from: event.from, to: event.to }]]
      const before = ever.get(key) ?? []
      again += countOf(now) - countOf(difference(now, before))
      ever.set(key, union(before, now))
    }
    return { events: moment, group, again }
  })
}

function isOne(event: LabEvent): event is AcknowledgementEvent {
  return (TYPES as readonly string[]).includes(event.type)
}

/** Events of one kind in a row are one moment; so are commits and the acknowledgements after them. */
function together(
  moment: readonly AcknowledgementEvent[],
  last: AcknowledgementEvent,
  event: AcknowledgementEvent,
): boolean {
  const repeats = moment.some((one) => one.member === event.member && isSamePlace(one, event))
  if (event.type === 'acknowledged')
    return (
      last.member === event.member &&
      (last.type === 'committed' || (last.type === 'acknowledged' && !repeats))
    )
  return last.type === event.type && (event.type === 'received' || !repeats)
}

function isSamePlace(one: AcknowledgementEvent, other: AcknowledgementEvent): boolean {
  if (one.type !== other.type) return false
  return !('partition' in one && 'partition' in other) || isAt(one, other)
}

type Place = { readonly topic: string; readonly partition: number }

function isAt(one: Place, other: Place): boolean {
  return one.topic === other.topic && one.partition === other.partition
}

function after(group: GroupFacts, event: AcknowledgementEvent, observed: GroupFacts): GroupFacts {
  switch (event.type) {
    case 'committed':
    case 'reset':
      return {
        ...group,
        positions: group.positions.map((at) => (isAt(at, event) ? { ...at, committed: event.offset } : at)),
      }
    case 'received':
      return remembered(group, observed, event, { received: [{ from: event.from, to: event.to }] })
    case 'acknowledged':
      return remembered(group, observed, event, { acknowledged: event.offsets })
    default:
      return { ...group, memory: group.memory.filter(({ name }) => name !== event.member) }
  }
}

/** The group when one of its members has more to remember of a partition. */
function remembered(
  group: GroupFacts,
  observed: GroupFacts,
  { member, topic, partition }: Place & Pick<LabEvent, 'member'>,
  more: { readonly received?: readonly OffsetRange[]; readonly acknowledged?: readonly OffsetRange[] },
): GroupFacts {
  const name = member ?? ''
  const commit =
    observed.memory.find((one) => one.name === name)?.commit ?? observed.memory[0]?.commit ?? 'ledger'
  const own: MemberMemory = group.memory.find((one) => one.name === name) ?? { name, commit, partitions: [] }
  const empty: MemberPartition = { topic, partition, received: [], acknowledged: [] }
  const at = own.partitions.find((one) => isAt(one, empty)) ?? empty
  const now: MemberPartition = {
    ...{ topic, partition },
    received: union(at.received, more.received ?? []),
    acknowledged: union(at.acknowledged, more.acknowledged ?? []),
  }
  const partitions = [...own.partitions.filter((one) => !isAt(one, now)), now]
  return { ...group, memory: [...group.memory.filter((one) => one.name !== name), { ...own, partitions }] }
}
