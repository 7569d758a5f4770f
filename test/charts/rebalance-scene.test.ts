import { expect, it } from 'vitest'
import { INK } from '../../src/charts/colour.js'
import { rebalance } from '../../src/charts/rebalance.js'
import type { Scene } from '../../src/charts/scene.js'
import type { LabEvent } from '../../src/model/timeline.js'
import { illegible } from './legible.js'
import { failover, minute, quick, restless, story } from './stories.js'

function sceneOf(events: readonly LabEvent[], options: Parameters<typeof rebalance>[1] = {}): Scene {
  const { picture } = rebalance(events, options)
  if (picture.kind !== 'plot') throw new Error(`wanted a scene, found ${picture.kind}`)
  return picture.scene
}
const texts = (scene: Scene): string[] => scene.labels.map(({ text }) => text)
const long = Array.from({ length: 40 }, (_, at) => `${at * 3} ${'m'.repeat(30)}-${at} joined ${at}`)

it.each([
  ['seconds', failover],
  ['0.2 s', quick],
  ['a minute', minute],
  ['many changes', restless(20, 1_500)],
  ['far too many changes', restless(330, 100)],
  ['many members with long names', story('g', 't', ...long)],
  ['nothing', []],
])('can be read: %s', (_, events) => {
  expect(illegible(sceneOf(events))).toEqual([])
})

it('can be read at every moment of a story', () => {
  const start = failover[0]?.atMs ?? 0
  for (let ms = 0; ms <= 5_400; ms += 90)
    expect(illegible(sceneOf(failover, { untilMs: start + ms }))).toEqual([])
})

it('draws a line for each marker, from its words down, and across no lane', () => {
  const { rules, boxes, labels } = sceneOf(failover)
  const crash = labels.find(({ text }) => text === 'C2 crashes')
  const lines = rules.filter(({ x, stroke }) => x === (crash?.x ?? 0) - 5 && stroke === INK)
  expect(lines).toHaveLength(6)
  for (const { y1, y2 } of lines)
    for (const box of boxes) expect(y2 <= box.y1 || y1 >= box.y2 || box.y2 - box.y1 < 2).toBe(true)
})

it('heads the lanes of several topics by their names, and counts lanes beyond 24', () => {
  const two = [
    ...story('g', 'orders', '0 C1 joined 0'),
    ...story('g', 'payments', '5 C2 joined 0', '90 C2 generation 1'),
  ]
  expect(texts(sceneOf(two))).toEqual(expect.arrayContaining(['orders', 'payments']))
  expect(illegible(sceneOf(two))).toEqual([])
  expect(texts(sceneOf(failover))).not.toContain('chat-messages')
  const wide = Array.from({ length: 30 }, (_, at) => at).join(' ')
  expect(texts(sceneOf(story('g', 't', `0 C1 joined ${wide}`, '9 C1 generation 1')))).toContain(
    'and 6 more partitions, in the numbers',
  )
})

it('has a bounded number of shapes', () => {
  const { boxes, labels, rules } = sceneOf(restless(1_600, 90))
  expect(boxes.length + labels.length + rules.length).toBeLessThan(900)
})
