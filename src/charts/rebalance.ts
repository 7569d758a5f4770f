import { gapsOf } from '../model/gaps.js'
import { generations } from '../model/generations.js'
import { memberChanges } from '../model/member-changes.js'
import { type OwnershipSegment, ownership } from '../model/ownership.js'
import { latestStory, onlyGroup } from '../model/story.js'
import type { LabEvent } from '../model/timeline.js'
import type { Chart } from './chart.js'
import { memberColour } from './colour.js'
import { finding } from './rebalance-finding.js'
import { rebalanceScene } from './rebalance-scene.js'

/** What `rebalance` draws. */
export interface RebalanceOptions {
  /** Default: the only group that the events are about. */
  readonly group?: string
  /** Where the axis begins, in ms since 1970. Default: the first event of a member. */
  readonly sinceMs?: number
  /** Where it ends, in ms since 1970: the time of looking, while the story goes on. Default: just after the group's last event. */
  readonly untilMs?: number
  /** Names in the order of their colours; default: as `lab.timeline` says it with its events. Others follow as they appear. */
  readonly members?: readonly string[]
}

/**
 * Who read which partition, and when: a lane for each partition over the seconds since the first event, with the times in
 * which nobody read, the group's generations, and what happened to its members. After a crash the partition is hatched as
 * long as the others have not heard of it: its owner has it until the session time-out. A group that was deleted and made
 * anew begins anew. Drawn from what this lab's members lived, not from the broker.
 *
 *     await show(charts.rebalance(lab.timeline({ group: 'chat-service' })))
 *
 * Throws a sentence when the events are about several groups and none is named.
 */
export function rebalance(
  events: readonly LabEvent[] & { readonly members?: readonly string[] },
  options: RebalanceOptions = {},
): Chart {
  const group = options.group ?? onlyGroup(events, 'draw the rebalances', 'charts.rebalance')
  const own = latestStory(events, group)
  const first = own.find(({ member }) => member !== null)
  const sinceMs = options.sinceMs ?? first?.atMs ?? 0
  const untilMs = Math.max(options.untilMs ?? (own.at(-1)?.atMs ?? 0) + 1, sinceMs + 1)
  const segments = ownership(own, { group, untilMs })
    .filter(({ toMs }) => toMs > sinceMs)
    .map((segment) => ({ ...segment, fromMs: Math.max(segment.fromMs, sinceMs) }))
  const changes = memberChanges(own, group).filter(({ atMs }) => atMs >= sinceMs && atMs < untilMs)
  const appearance = {
    groups: [],
    members: [
      ...new Set([...(options.members ?? events.members ?? []), ...own.flatMap((one) => one.member ?? [])]),
    ],
  }
  const found = { segments, gaps: gapsOf(segments, untilMs), changes, sinceMs, untilMs }
  const title = `Who reads which partition in ${group === '' ? 'the group' : group}`
  const seconds = (ms: number): number => Math.round(ms - sinceMs) / 1_000
  return {
    title,
    alt: finding(found),
    table: {
      columns: [
        'topic',
        'partition',
        'from in s',
        'to in s',
        'length in ms',
        'member',
        'generation',
        'why nobody reads',
      ],
      rows: segments.map(({ topic, partition, fromMs, toMs, member, generation, unread, last }) => [
        ...[topic, partition, seconds(fromMs), seconds(toMs), Math.round(toMs - fromMs)],
        ...[member, generation, why(unread, last)],
      ]),
    },
    picture: {
      kind: 'plot',
      scene: rebalanceScene({
        ...{ title, ...found, generations: generations(segments) },
        axis: options.sinceMs === undefined ? 'seconds since the first event' : 'seconds',
        colour: (member) => memberColour(appearance, member),
      }),
    },
  }
}

function why(unread: OwnershipSegment['unread'], last: string | null): string | null {
  if (unread === 'crashed') return `${last} crashed`
  return unread === 'empty' ? 'no member' : unread
}
