import type { Gap } from '../model/gaps.js'
import type { MemberChange } from '../model/member-changes.js'
import type { TopicPartition } from '../model/observation.js'
import type { OwnershipSegment } from '../model/ownership.js'
import { inWords } from './spans.js'
import { counted, listed } from './words.js'

/** What a story of rebalances comes to; times in ms since 1970. */
export interface Found {
  readonly segments: readonly OwnershipSegment[]
  readonly gaps: readonly Gap[]
  readonly changes: readonly MemberChange[]
  readonly sinceMs: number
  readonly untilMs: number
}

/** The story in sentences: who came and went, how long nobody read after crashes and in rebalances, who reads at the end. */
export function finding({ segments, gaps: found, changes, sinceMs, untilMs }: Found): string {
  const lanes = new Set(segments.map(({ topic, partition }) => `${topic}/${partition}`))
  const several = new Set(segments.map(({ topic }) => topic)).size > 1
  if (lanes.size === 0) return 'No member has had a partition yet.'
  const happened = changes.map(
    ({ member, change, atMs }) => `${member} ${change} at ${((atMs - sinceMs) / 1_000).toFixed(2)} s`,
  )
  const story =
    changes.length > 8
      ? `Members came or went ${changes.length} times.`
      : changes.length > 0
        ? `${listed(happened)}.`
        : ''
  return [
    `${counted(lanes.size, 'partition')} over ${inWords(untilMs - sinceMs)}.`,
    ...[story, ...crashes(found, several), ...stops(found), now(segments, untilMs, several)].filter(
      (text) => text !== '',
    ),
  ].join(' ')
}

/** One sentence for each crash of the last three. */
function crashes(found: readonly Gap[], several: boolean): string[] {
  const byCrash = new Map<string, Gap[]>()
  for (const gap of found.filter(({ unread }) => unread === 'crashed')) {
    const key = `${gap.last} ${gap.fromMs}`
    byCrash.set(key, [...(byCrash.get(key) ?? []), gap])
  }
  return [...byCrash.values()].slice(-3).map((gapsOfOne) => {
    const longest = Math.max(...gapsOfOne.map(({ fromMs, toMs }) => toMs - fromMs))
    const open = gapsOfOne.some((gap) => gap.open)
    return `After the crash of ${gapsOfOne[0]?.last}, nobody ${open ? 'has read' : 'read'} ${gapsOfOne.length === 1 ? 'partition' : 'partitions'} ${places(gapsOfOne, several)} for ${inWords(longest)}${open ? ' so far' : ''}.`
  })
}

function stops(found: readonly Gap[]): string[] {
  const lengths = found
    .filter(({ unread, open }) => unread === 'rebalance' && !open)
    .map(({ fromMs, toMs }) => Math.round(toMs - fromMs))
  if (lengths.length === 0) return []
  const [least, most] = [Math.min(...lengths), Math.max(...lengths)]
  const long = least === most ? inWords(most) : `${inWords(least)} to ${inWords(most)}`
  return [`In rebalances nobody read for ${long}.`]
}

/** Partitions by their numbers, with their topics where there are several. */
function places(all: readonly TopicPartition[], several: boolean): string {
  const numbers = (some: readonly TopicPartition[]): string =>
    listed(some.map(({ partition }) => String(partition)))
  if (!several) return numbers(all)
  const topics = [...new Set(all.map(({ topic }) => topic))]
  return listed(topics.map((topic) => `${numbers(all.filter((one) => one.topic === topic))} of ${topic}`))
}

function now(segments: readonly OwnershipSegment[], untilMs: number, several: boolean): string {
  const last = segments.filter(({ toMs }) => toMs === untilMs)
  const members = [...new Set(last.map(({ member }) => member))]
  const shares = members.map((member) => {
    const own = last.filter((one) => one.member === member)
    return `${member ?? 'nobody'} reads ${own.length > 12 ? counted(own.length, 'partition') : places(own, several)}`
  })
  return `At the end, ${listed(shares)}.`
}
