import type { OwnershipSegment } from '../model/ownership.js'
import type { LabEvent } from '../model/timeline.js'
import type { Chart } from './chart.js'
import { finding } from './rebalance-finding.js'
import { rebalanceScene } from './rebalance-scene.js'
import { type RebalanceOptions, rebalanceStory } from './rebalance-story.js'

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
export function rebalance(events: readonly LabEvent[], options: RebalanceOptions = {}): Chart {
  const story = rebalanceStory(events, options, 'charts.rebalance')
  const { title, sinceMs, segments } = story
  const seconds = (ms: number): number => Math.round(ms - sinceMs) / 1_000
  return {
    title,
    alt: finding(story),
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
    picture: { kind: 'plot', scene: rebalanceScene(story) },
  }
}

function why(unread: OwnershipSegment['unread'], last: string | null): string | null {
  if (unread === 'crashed') return `${last} crashed`
  return unread === 'empty' ? 'no member' : unread
}
