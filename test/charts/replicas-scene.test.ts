import { expect, it } from 'vitest'
import { replicas } from '../../src/charts/replicas.js'
import { byLine, drawn } from './drawn.js'
import { illegible } from './legible.js'
import { happened, killedAndStarted, leaderKilled, look, restlessReplicas } from './outages.js'
import { sceneOf, textsOf } from './scene-of.js'

it('ends the axis with the last event, and the rows with the last look, which has a width', () => {
  const chart = replicas([look(0, '1:123'), look(1_000, '1:123')], {
    events: [happened(2_000, 3, 'stopped')],
  })
  const { boxes, rules } = sceneOf(chart)
  expect(boxes[0]).toMatchObject({ x1: 92, x2: 438 })
  expect(rules[0]?.x).toBe(760)
})

it('shows what the last look found, though nobody looked after it', () => {
  const { boxes } = sceneOf(replicas([look(0, '1:123'), look(1_000, '1:12')]))
  expect(boxes.slice(2, 4).map(({ x1, x2 }) => [x1, x2])).toEqual([
    [92, 760],
    [760, 772],
  ])
})

it('says what happened at one time in one', () => {
  const events = [happened(5, 2, 'frozen'), happened(6, 3, 'frozen'), happened(7, 1, 'killed')]
  expect(textsOf(replicas(leaderKilled, { events }))).toContain('nodes 2 and 3 frozen, node 1 killed')
})

it('says how close the looks were', () => {
  expect(textsOf(replicas(leaderKilled)).join(' ')).toContain(
    'As the brokers answered in 71 looks, at most 100 ms apart; between two looks nothing is known.',
  )
  expect(textsOf(replicas([look(0, '1:123')])).at(-1)).toBe(
    'As the brokers answered in 1 look; between two looks nothing is known.',
  )
})

it('draws no more than can be drawn', async () => {
  const svg = await drawn(() => replicas(restlessReplicas))
  expect(svg.length).toBeLessThan(200_000)
  expect(textsOf(replicas(restlessReplicas))).toContain('and 12 more partitions, in the numbers')
  expect(textsOf(replicas(restlessReplicas))).toContain('too many changes to draw: see the numbers')
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/replicas-restless.svg')
})

it.each([
  ['a leader killed', leaderKilled],
  ['restless', restlessReplicas],
  ['one look', [look(0, '-:', '2:2')]],
  ['no partition', [look(0), look(9)]],
  ['nothing', []],
])('can be read: %s', (_, looks) => {
  expect(illegible(sceneOf(replicas(looks, { events: killedAndStarted, controller: 4 })))).toEqual([])
})
