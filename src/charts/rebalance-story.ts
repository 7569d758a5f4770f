import { eventsShape } from '../model/facts-shape.js'
import { gapsOf } from '../model/gaps.js'
import { generations } from '../model/generations.js'
import { memberChanges } from '../model/member-changes.js'
import { moment, text, texts } from '../model/options.js'
import { ownership } from '../model/ownership.js'
import { latestStory, onlyGroup } from '../model/story.js'
import type { Events, LabEvent } from '../model/timeline.js'
import { memberColour } from './colour.js'
import { drawingOptions, mustBeDrawable } from './drawable.js'
import type { RebalancePicture, RebalanceSeen } from './rebalance-scene.js'

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
 * The names of members in the order of their colours, where `lab.timeline` has said it with its events. A parameter of a
 * type that says so would cost every cell that draws a timeline half a second in the compiler.
 */
function membersOf(events: readonly LabEvent[]): readonly string[] | undefined {
  return (events as Partial<Events>).members
}

/** A group's story since it was last made anew, as it is drawn. */
export interface RebalanceStory extends RebalancePicture {
  readonly group: string
  /** The group's events. */
  readonly own: readonly LabEvent[]
}

/** Puts the events of one group in the form that is drawn. Throws a sentence that names `call` when they are about several. */
export function rebalanceStory(
  events: readonly LabEvent[],
  wanted: RebalanceOptions,
  call: string,
): RebalanceStory {
  const what = 'the rebalances'
  const write = `${call}(lab.timeline({ group: 'A' }))`
  mustBeDrawable(events, { what, shape: eventsShape, wanted: 'events', write })
  const known = { group: text, sinceMs: moment, untilMs: moment, members: texts }
  const options = drawingOptions(wanted, what, known)
  const group = options.group ?? onlyGroup(events, 'draw the rebalances', call)
  const own = latestStory(events, group)
  const first = own.find(({ member }) => member !== null)
  const sinceMs = options.sinceMs ?? first?.atMs ?? 0
  const untilMs = Math.max(options.untilMs ?? (own.at(-1)?.atMs ?? 0) + 1, sinceMs + 1)
  const appearance = {
    groups: [],
    members: [
      ...new Set([
        ...(options.members ?? membersOf(events) ?? []),
        ...own.flatMap((one) => one.member ?? []),
      ]),
    ],
  }
  return {
    ...{ group, own, sinceMs, untilMs, ...lived(own, group, sinceMs, untilMs) },
    title: `Who reads which partition in ${group === '' ? 'the group' : group}`,
    changes: memberChanges(own, group).filter(({ atMs }) => atMs >= sinceMs && atMs < untilMs),
    axis: options.sinceMs === undefined ? 'seconds since the first event' : 'seconds',
    colour: (member) => memberColour(appearance, member),
  }
}

/** What had happened of a story at `nowMs`, in ms since 1970. */
export function seenAt({ own, group, sinceMs }: RebalanceStory, nowMs: number): RebalanceSeen {
  const until = own.filter(({ atMs }) => atMs <= nowMs)
  return { ...lived(until, group, sinceMs, nowMs), nowMs }
}

function lived(
  own: readonly LabEvent[],
  group: string,
  sinceMs: number,
  untilMs: number,
): Pick<RebalancePicture, 'segments' | 'gaps' | 'generations'> {
  const segments = ownership(own, { group, untilMs })
    .filter(({ toMs }) => toMs > sinceMs)
    .map((segment) => ({ ...segment, fromMs: Math.max(segment.fromMs, sinceMs) }))
  return { segments, gaps: gapsOf(segments, untilMs), generations: generations(segments) }
}
