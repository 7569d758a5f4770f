import { expect, it } from 'vitest'
import { rebalanceSteps } from '../../src/charts/rebalance-steps.js'
import type { Steps } from '../../src/charts/steps.js'
import { play } from '../../src/notebook/play.js'
import { failover } from '../charts/stories.js'
import { shown, thrown } from './shown.js'

it('shows one message: HTML of its own, and the sentences as text', async () => {
  const sent = await shown(() => play(rebalanceSteps(failover)))
  expect(sent.map((bundle) => Object.keys(bundle))).toEqual([['text/html', 'text/plain']])
  const lines = String(sent[0]?.['text/plain']).split('\n')
  expect(lines.length).toBe(16)
  expect(lines[0]).toBe('Who reads which partition in chat-service')
  expect(lines[1]).toMatch(/^4 partitions over 5\.4 s\. C1 joins at 0\.00 s,/)
  expect(lines[8]).toBe(
    '7. 3.04 s: C2 was given up 1.0 s after its crash, its session time-out of 2 s being over. C1 and C3 stopped reading: a rebalance.',
  )
})

it('refuses what is no story, and one in which nothing has happened', async () => {
  const wrong = Promise.resolve(rebalanceSteps(failover)) as unknown as Steps
  expect((await thrown(() => play(wrong))).message).toBe(
    "Cannot play: wanted the steps of a story, found a Promise. Make them from events, as in play(charts.rebalanceSteps(lab.timeline({ group: 'A' }))).",
  )
  expect((await thrown(() => play(7 as unknown as Steps))).message).toBe(
    "Cannot play: wanted the steps of a story, found 7. Make them from events, as in play(charts.rebalanceSteps(lab.timeline({ group: 'A' }))).",
  )
  expect((await thrown(() => play(rebalanceSteps([])))).message).toBe(
    'Cannot play "Who reads which partition in the group": wanted at least one step, found a story in which nothing has happened. Run the cells that make it happen first.',
  )
})
