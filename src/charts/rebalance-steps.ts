import type { LabEvent } from '../model/timeline.js'
import type { Chart } from './chart.js'
import { rebalance } from './rebalance.js'
import { finding } from './rebalance-finding.js'
import { rebalanceScene } from './rebalance-scene.js'
import { type RebalanceOptions, rebalanceStory, seenAt } from './rebalance-story.js'
import { rebalanceTold } from './rebalance-told.js'
import { type Steps, shownUntil, stepsOf } from './steps.js'

/**
 * A story of rebalances step by step: who joined, left, crashed or was given up, who stopped, and to whom the partitions went,
 * each with the picture of `rebalance` as it was then. What members did at the same time is one step, and at most 30 are kept.
 *
 *     await play(charts.rebalanceSteps(lab.timeline({ group: 'chat-service' })))
 *
 * Throws a sentence when the events are about several groups and none is named.
 */
export function rebalanceSteps(events: readonly LabEvent[], options: RebalanceOptions = {}): Steps {
  const story = rebalanceStory(events, options, 'charts.rebalanceSteps')
  const { sinceMs, untilMs } = story
  return stepsOf(
    rebalance(events, { ...options, group: story.group }),
    rebalanceTold(story),
    (one, next): Chart => {
      const nowMs = Math.min(shownUntil(one.atMs, next?.fromMs, untilMs - sinceMs), untilMs)
      const seen = seenAt(story, nowMs)
      const changes = story.changes.filter(({ atMs }) => atMs <= nowMs)
      return {
        title: story.title,
        alt: finding({ ...story, ...seen, changes, untilMs: nowMs }),
        table: { columns: [], rows: [] },
        picture: { kind: 'plot', scene: rebalanceScene(story, seen) },
      }
    },
  )
}
