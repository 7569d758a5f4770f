import { expect, it } from 'vitest'
import { rebalanceLegend } from '../../src/charts/rebalance-legend.js'
import { ownership } from '../../src/model/ownership.js'
import { failover, restless, story } from './stories.js'

const texts = (events: typeof failover, { crowded = false, unsaid = false } = {}): string[] => {
  const segments = ownership(events, {
    group: events[0]?.group ?? '',
    untilMs: (events.at(-1)?.atMs ?? 0) + 1,
  })
  const { labels } = rebalanceLegend(segments, { crowded, unsaid }, () => '#17797b', {
    left: 16,
    right: 780,
    top: 0,
  })
  return labels.map(({ text }) => text)
}

it('explains what is there, and nothing else', () => {
  expect(texts(failover)).toEqual([
    'C1 reads',
    'C2 reads',
    'C3 reads',
    'C4 reads',
    'nobody reads: a rebalance',
    'nobody reads: the owner crashed, and has the partition until its session time-out',
    'As the members of this lab lived it.',
  ])
  expect(texts(story('g', 't', '0 C1 joined 0', '5 C1 generation 1', '9 C1 left'))).toEqual([
    'C1 reads',
    'nobody reads: the group has no member',
    'As the members of this lab lived it.',
  ])
})

it('says what the picture leaves out', () => {
  expect(texts(restless(3, 10), { crowded: true, unsaid: true }).slice(-2)).toEqual([
    'too many changes to draw: see the numbers',
    'As the members of this lab lived it. Lengths without room below the lanes are in the numbers.',
  ])
  const crowd = Array.from({ length: 15 }, (_, at) => `${at} member-${at} joined ${at}`)
  expect(texts(story('g', 't', ...crowd)).slice(-2)).toEqual([
    'As the members of this lab lived it. 3 more members are in the numbers. A generation that ended before its',
    'first heartbeat has no number here.',
  ])
})
