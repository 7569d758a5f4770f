import { expect, it } from 'vitest'
import { rebalanceStory } from '../../src/charts/rebalance-story.js'
import { rebalanceTold } from '../../src/charts/rebalance-told.js'
import type { LabEvent } from '../../src/model/timeline.js'
import { failover, story } from './stories.js'

const texts = (events: readonly LabEvent[]) =>
  rebalanceTold(rebalanceStory(events, {}, 'charts.rebalanceSteps')).map(({ text }) => text)

it('tells a failover in one sentence a moment', () => {
  expect(texts(failover)).toEqual([
    'C1 joined. Generation 1: P0, P1, P2 and P3 went to C1.',
    'C1 stopped reading: a rebalance, for C2 to join.',
    'C2 joined. Generation 2: P0 and P1 went to C1, and P2 and P3 to C2. Nobody had read for up to 64 ms.',
    'C1 and C2 stopped reading: a rebalance, for C3 to join.',
    'C3 joined. Generation 3: P0 and P3 went to C1, P1 to C2, and P2 to C3. Nobody had read for up to 110 ms.',
    'C2 crashed without a word: nobody read P1, and the group counted on it until its session time-out of 2 s was over.',
    'C2 was given up 1.0 s after its crash, its session time-out of 2 s being over. C1 and C3 stopped reading: a rebalance.',
    'Generation 4: P0 and P2 went to C1, and P1 and P3 to C3. P1 had had no reader for 1.1 s, the others for up to 79 ms.',
    'C1 and C3 stopped reading: a rebalance, for C4 to join.',
    'C4 joined. Generation 5: P0 and P3 went to C1, P1 to C4, and P2 to C3. Nobody had read for up to 92 ms.',
    'C3 left and said so: nobody read P2 until the others had rebalanced.',
    'C1 and C4 stopped reading: a rebalance, since C3 had gone.',
    'Generation 6: P0 and P2 went to C1, and P1 and P3 to C4. Nobody had read for up to 90 ms.',
    'At the end C1 read P0 and P2 and C4 read P1 and P3.',
  ])
})

it('tells of members that were ended or gave up, of one without partitions, and of an empty group', () => {
  const lines = [
    '0 C1 joined 0',
    '10 C2 joined',
    '500 C2 crashed',
    '900 C1 ended',
    '1500 C3 joined 0',
    '3000 C3 died',
  ]
  expect(texts(story('g', 't', ...lines))).toEqual([
    'C1 and C2 joined. P0 went to C1, and none to C2.',
    'C2 crashed without a word: it had no partition, and the group counted on it until its session time-out of 2 s was over.',
    'The lab ended C1: it was replaced.',
    'C3 joined. P0 went to C3. Nobody had read for up to 600 ms.',
    'The client of C3 gave up: it was replaced.',
    'At the end nobody read P0.',
  ])
})

it('blames no crash for a rebalance that a newcomer brought, and tells topics apart', () => {
  const lines = [
    '0 C1 joined 0',
    '0 C2 joined 1',
    '900 C2 crashed',
    '1000 C1 rebalancing',
    '3000 C1 joined 0',
    '3001 C3 joined 1',
  ]
  expect(texts(story('g', 't', ...lines))[2]).toBe('C1 stopped reading: a rebalance, for C3 to join.')
  const two = [...story('g', 'a', '0 C1 joined 0'), ...story('g', 'b', '700 C2 joined 0')]
  expect(texts(two)).toEqual([
    'C1 joined. a P0 went to C1.',
    'C2 joined. b P0 went to C2.',
    'At the end C1 read a P0 and C2 read b P0.',
  ])
})

it('says from when to when a moment was, and which ones are worth a picture', () => {
  const told = rebalanceTold(rebalanceStory(failover, {}, 'charts.rebalanceSteps'))
  const start = failover[0]?.atMs ?? 0
  expect(told.slice(3, 6).map(({ fromMs, atMs, key }) => [fromMs - start, atMs - start, key])).toEqual([
    [1_180, 1_195, false],
    [1_290, 1_293, true],
    [2_000, 2_000, true],
  ])
})
