import type { Gap } from '../model/gaps.js'
import { moments } from '../model/moments.js'
import type { TopicPartition } from '../model/observation.js'
import type { EventOf, LabEvent } from '../model/timeline.js'
import { givenOut, partitionsSaid } from './given-out.js'
import type { RebalanceStory } from './rebalance-story.js'
import { inWords } from './spans.js'
import type { Told } from './steps.js'
import { listed } from './words.js'

/** What was told of a moment, which may take a little. */
export interface RebalanceTold extends Told {
  /** When it began, in ms since 1970; `atMs` is when the last of it happened. */
  readonly fromMs: number
}

const TYPES = ['joined', 'rebalancing', 'left', 'crashed', 'ended', 'died'] as const
type MomentEvent = EventOf<(typeof TYPES)[number]> & { readonly member: string }

/** Events of one kind, of one member each, closer to each other than this are one moment. */
const MOMENT_MS = 500

/** The moments of a story in sentences, oldest first; the last one says who reads at the end. */
export function rebalanceTold(story: RebalanceStory): RebalanceTold[] {
  const { own, sinceMs, untilMs } = story
  const shown = own.filter(({ atMs }) => atMs >= sinceMs && atMs < untilMs)
  const all = moments(shown.filter(isMoment), together)
  const told = all.map((events, at): RebalanceTold => {
    const [first, last] = [events[0] as MomentEvent, events.at(-1) as MomentEvent]
    const text = sentence(story, all, at)
    const key = first.type === 'joined' || first.type === 'crashed'
    return { fromMs: first.atMs, atMs: last.atMs, text, key }
  })
  return told.length === 0
    ? told
    : [...told, { fromMs: untilMs, atMs: untilMs, text: atTheEnd(story), key: true }]
}

function together(moment: readonly MomentEvent[], last: MomentEvent, event: MomentEvent): boolean {
  return (
    last.type === event.type &&
    event.atMs - last.atMs <= MOMENT_MS &&
    !moment.some(({ member }) => member === event.member)
  )
}

function isMoment(event: LabEvent): event is MomentEvent {
  return event.member !== null && (TYPES as readonly string[]).includes(event.type)
}

function sentence(story: RebalanceStory, all: readonly MomentEvent[][], at: number): string {
  const events = all[at] as MomentEvent[]
  const [first] = events
  switch (first?.type) {
    case 'joined':
      return joined(story, events, all[at + 1]?.[0]?.atMs)
    case 'rebalancing':
      return stopped(story, all, at)
    case 'crashed':
      return listedSentences(events, (event) => {
        const session = 'sessionTimeoutMs' in event ? length(event.sessionTimeoutMs) : ''
        return `${event.member} crashed without a word: ${lostWith(story, event)}, and the group counted on it until its session time-out of ${session} was over.`
      })
    case 'left':
      return listedSentences(
        events,
        (event) =>
          `${event.member} left and said so: ${lostWith(story, event)} until the others had rebalanced.`,
      )
    default:
      return listedSentences(events, ({ member, type, ...event }) => {
        const why = 'reason' in event ? `: ${event.reason}` : ''
        return type === 'ended' ? `The lab ended ${member}${why}.` : `The client of ${member} gave up${why}.`
      })
  }
}

/** What nobody read from then on, since a member had gone. */
function lostWith(story: RebalanceStory, { member, atMs }: MomentEvent): string {
  const had = story.gaps.filter(({ last, fromMs }) => last === member && fromMs === atMs)
  return had.length === 0 ? 'it had no partition' : `nobody read ${said(story, had)}`
}

function listedSentences(events: readonly MomentEvent[], say: (event: MomentEvent) => string): string {
  return events.map(say).join(' ')
}

function joined(story: RebalanceStory, events: readonly MomentEvent[], nextMs = story.untilMs): string {
  const gave = events.filter(
    (event): event is EventOf<'joined'> & { member: string } => event.type === 'joined',
  )
  const newcomers = gave.filter((event) => isNew(story, event)).map(({ member }) => member)
  const [fromMs, toMs] = [gave[0]?.atMs ?? 0, gave.at(-1)?.atMs ?? 0]
  const number = story.own.find(
    (event) => event.type === 'generation' && event.atMs >= fromMs && event.atMs < nextMs,
  )
  const generation = number?.type === 'generation' ? `Generation ${number.generation}: ` : ''
  const over = story.gaps.filter((gap) => !gap.open && gap.toMs >= fromMs && gap.toMs <= toMs)
  return [
    ...(newcomers.length > 0 ? [`${listed(newcomers)} joined.`] : []),
    `${generation}${givenOut(gave, isSeveral(story))}.`,
    ...unread(story, over),
  ].join(' ')
}

/** How long nobody had read what was given out: after a crash, and in a rebalance. */
function unread(story: RebalanceStory, over: readonly Gap[]): string[] {
  const longest = (some: readonly Gap[]): string =>
    inWords(Math.max(...some.map(({ fromMs, toMs }) => toMs - fromMs)))
  const crashed = over.filter((gap) => gap.unread === 'crashed')
  const others = over.filter((gap) => gap.unread !== 'crashed')
  if (over.length === 0) return []
  if (crashed.length === 0) return [`Nobody had read for up to ${longest(others)}.`]
  const rest = others.length === 0 ? '' : `, the others for up to ${longest(others)}`
  return [`${said(story, crashed)} had had no reader for ${longest(crashed)}${rest}.`]
}

/** A setting in ms as it would be said: '2 s', '500 ms'. */
function length(ms: number): string {
  return ms < 1_000 ? `${ms} ms` : `${ms / 1_000} s`
}

function isNew({ changes }: RebalanceStory, { type, member, atMs }: MomentEvent): boolean {
  return (
    type === 'joined' &&
    changes.some((one) => one.change === 'joins' && one.member === member && one.atMs === atMs)
  )
}

/** Who stopped in a rebalance, and what it was for. */
function stopped(story: RebalanceStory, all: readonly MomentEvent[][], at: number): string {
  const events = all[at] as MomentEvent[]
  const who = `${listed(events.map(({ member }) => member))} stopped reading`
  const next = all[at + 1]?.[0]?.type === 'joined' ? (all[at + 1] ?? []) : []
  const coming = next.flatMap((event) => (isNew(story, event) ? [event.member] : []))
  const before = all.slice(all.slice(0, at).findLastIndex(([one]) => one?.type === 'joined') + 1, at).flat()
  const going = before.flatMap(({ type, member }) =>
    type === 'crashed' || type === 'rebalancing' ? [] : [member],
  )
  const crashed = before.filter(({ type }) => type === 'crashed')
  const [first] = crashed
  if (coming.length > 0) return `${who}: a rebalance, for ${listed(coming)} to join.`
  if (going.length > 0) return `${who}: a rebalance, since ${listed(going)} had gone.`
  if (first?.type !== 'crashed') return `${who}: a rebalance.`
  const after = inWords((events[0]?.atMs ?? 0) - first.atMs)
  const names = listed(crashed.map(({ member }) => member))
  return `${names} was given up ${after} after its crash, its session time-out of ${length(first.sessionTimeoutMs)} being over. ${who}: a rebalance.`
}

function atTheEnd(story: RebalanceStory): string {
  const last = story.segments.filter(({ toMs }) => toMs === story.untilMs)
  const readers = [...new Set(last.map(({ member }) => member))]
  const shares = readers.map((member) => {
    return `${member ?? 'nobody'} read ${said(
      story,
      last.filter((one) => one.member === member),
    )}`
  })
  return shares.length === 0 ? 'At the end nobody had a partition.' : `At the end ${listed(shares)}.`
}

function isSeveral({ segments }: RebalanceStory): boolean {
  return new Set(segments.map(({ topic }) => topic)).size > 1
}

function said(story: RebalanceStory, all: readonly TopicPartition[]): string {
  return partitionsSaid(all, isSeveral(story))
}
