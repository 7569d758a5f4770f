import type { AcknowledgementEvent, ReplayedMoment } from '../model/acknowledgement-replay.js'
import type { GroupFacts, TopicPartition } from '../model/observation.js'
import { countOf, difference, runsInWords, startingAt, union } from '../model/ranges.js'
import { givenOut, partitionsSaid } from './given-out.js'
import type { Told } from './steps.js'
import { count, counted, listed } from './words.js'

/** What was told of a moment, with the group as it was after it. */
export interface AcknowledgementTold extends Told {
  readonly group: GroupFacts
}

/** The moments of a replay in sentences, which name partitions where there are several, and topics where these are. */
export function acknowledgementTold(moments: readonly ReplayedMoment[]): AcknowledgementTold[] {
  return moments.map(({ events, group, again }, at): AcknowledgementTold => {
    const before = moments[at - 1]
    const text = sentence(events, { before: before?.group ?? null, group, again })
    const holds = heldIn(group) !== '' && before !== undefined && heldIn(before.group) === ''
    const key = events[0]?.type === 'received' || events[0]?.type === 'rebalancing' || holds
    return { atMs: events.at(-1)?.atMs ?? 0, text, key, group }
  })
}

interface Context {
  readonly before: GroupFacts | null
  readonly group: GroupFacts
  readonly again: number
}

function sentence(events: readonly AcknowledgementEvent[], context: Context): string {
  const [first] = events
  const names = listed([...new Set(events.flatMap(({ member }) => member ?? []))])
  switch (first?.type) {
    case 'joined': {
      const gave = events.flatMap((event) =>
        event.type === 'joined' ? [{ member: event.member ?? '', assigned: event.assigned }] : [],
      )
      return `${givenOut(gave, isSeveral(context.group))}.`
    }
    case 'rebalancing':
      return `${names} heard of a rebalance and joined anew. ${forgotten(context)}`
    case 'left':
      return `${names} left. ${forgotten(context)}`
    case 'crashed':
      return `${names} crashed. ${forgotten(context)}`
    case 'ended':
      return `The lab ended ${names}. ${forgotten(context)}`
    case 'died':
      return `The client of ${names} gave up. ${forgotten(context)}`
    case 'received':
      return received(events, context)
    case 'reset':
      return `The committed offset was reset to ${commits(events, context.group)}.`
    default:
      return acknowledged(events, names, context)
  }
}

/** What the members that forget had acknowledged and no commit had said. */
function forgotten({ before, group }: Context): string {
  const held = before === null ? '' : heldIn(before)
  if (held === '' || heldIn(group) === held) return 'Nothing was held above a commit.'
  return `That ${held} had been acknowledged was in its memory alone, and forgotten.`
}

function received(events: readonly AcknowledgementEvent[], { again, group }: Context): string {
  const members = [...new Set(events.flatMap(({ member }) => member ?? []))]
  const said = members.map((name) => {
    const own = events.flatMap((event) => (event.type === 'received' && event.member === name ? [event] : []))
    const total = own.reduce((sum, one) => sum + one.count, 0)
    const places = own
      .slice(0, 4)
      .map((one) => `${runsInWords([{ from: one.from, to: one.to }])}${placed(one, group, ' of ')}`)
    return `${name} received ${counted(total, 'message')}, offsets ${places.join('; ')}${own.length > 4 ? '; …' : ''}`
  })
  const all = events.reduce((sum, one) => sum + (one.type === 'received' ? one.to - one.from : 0), 0)
  const part = again === all ? 'All' : again === 1 ? 'One' : count(again)
  const repeated = again > 0 ? ` ${part} of them came again.` : ''
  return `${listed(said)}.${repeated}`
}

function acknowledged(events: readonly AcknowledgementEvent[], names: string, { group }: Context): string {
  const ticks = events.flatMap((event) => (event.type === 'acknowledged' ? [event] : []))
  const ticked = ticks.map((one) => `${runsInWords(one.offsets)}${placed(one, group, ' of ')}`)
  const commit = commits(events, group)
  if (ticks.length === 0) return `${names} committed ${commit}, the next to read.`
  const done = `${names} acknowledged offset ${listed(ticked)}`
  if (commit !== '') return `${done} and committed ${commit}, the next to read.`
  const gap = ticks.flatMap((one) => gapBelow(group, one) ?? [])
  if (gap.length === 0) return `${done}. It was not committed yet.`
  return `${done}. It was held above the gap: no commit can leave out offset ${gap[0]}.`
}

function commits(events: readonly AcknowledgementEvent[], group: GroupFacts): string {
  return listed(
    events.flatMap((event) =>
      event.type === 'committed' || event.type === 'reset'
        ? [`${count(event.offset)}${placed(event, group, ' in ')}`]
        : [],
    ),
  )
}

/** The partition, where the group has several. */
function placed(at: TopicPartition, group: Pick<GroupFacts, 'positions'>, before: string): string {
  return group.positions.length < 2 ? '' : `${before}${partitionsSaid([at], isSeveral(group))}`
}

function isSeveral({ positions }: Pick<GroupFacts, 'positions'>): boolean {
  return new Set(positions.map(({ topic }) => topic)).size > 1
}

/** The first offset that was received and not acknowledged, below one that was; null without one. */
function gapBelow(
  { memory }: GroupFacts,
  at: TopicPartition & { readonly offsets: readonly { from: number }[] },
): number | null {
  for (const { commit, partitions } of memory)
    for (const one of partitions) {
      if (commit !== 'ledger' || one.topic !== at.topic || one.partition !== at.partition) continue
      const open = difference(one.received, one.acknowledged)[0]?.from
      if (open !== undefined && open < (at.offsets[0]?.from ?? 0)) return open
    }
  return null
}

/** Acknowledged offsets that are not committed, in words: '4 to 9'. */
function heldIn({ memory, positions }: GroupFacts): string {
  const said = positions.flatMap(({ topic, partition, committed, start }) => {
    const own = memory.flatMap(({ partitions }) =>
      partitions.filter((one) => one.topic === topic && one.partition === partition),
    )
    const all = own.reduce(
      (sum: readonly { from: number; to: number }[], one) => union(sum, one.acknowledged),
      [],
    )
    const held = startingAt(all, committed ?? start)
    return countOf(held) > 0
      ? [`${runsInWords(held)}${placed({ topic, partition }, { positions }, ' of ')}`]
      : []
  })
  return listed(said)
}
