import { expect, it } from 'vitest'
import { rebalanceStory, seenAt } from '../../src/charts/rebalance-story.js'
import { failover } from './stories.js'

it('knows at a time what had happened until then', () => {
  const story = rebalanceStory(failover, {}, 'charts.rebalance')
  const seen = seenAt(story, story.sinceMs + 2_500)
  expect(seen.nowMs - story.sinceMs).toBe(2_500)
  expect(
    seen.segments.filter(({ unread }) => unread === 'crashed').map(({ toMs }) => toMs - story.sinceMs),
  ).toEqual([2_500])
  expect(seen.generations.map(({ generation }) => generation)).toEqual([1, 2, 3])
  expect(story.generations.map(({ generation }) => generation)).toEqual([1, 2, 3, 4, 5, 6])
})

it('names the call that takes the name of a group', () => {
  const two = [...failover, { ...(failover[0] as (typeof failover)[0]), group: 'other' }]
  expect(() => rebalanceStory(two, {}, 'charts.rebalanceSteps')).toThrowError(
    new Error(
      "Cannot draw the rebalances: wanted the events of one group, found those of 'chat-service' and 'other'. Name one of them: charts.rebalanceSteps(events, { group: 'chat-service' }).",
    ),
  )
})
