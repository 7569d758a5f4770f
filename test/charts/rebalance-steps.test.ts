import { expect, it } from 'vitest'
import { rebalance } from '../../src/charts/rebalance.js'
import { rebalanceSteps } from '../../src/charts/rebalance-steps.js'
import type { Step } from '../../src/charts/steps.js'
import { drawn } from './drawn.js'
import { failover, minute, quick, restless } from './stories.js'

const sceneOf = ({ chart }: Step) => {
  if (chart.picture.kind !== 'plot') throw new Error('wanted a scene, found a Vega-Lite chart')
  return chart.picture.scene
}

it('has the picture as it was then, and last the whole one', async () => {
  const { title, alt, steps } = rebalanceSteps(failover)
  const whole = rebalance(failover)
  expect([title, alt]).toEqual([whole.title, whole.alt])
  const crash = await drawn(() => rebalanceSteps(failover).steps[5]?.chart ?? whole)
  expect(steps[5]?.chart.alt).toBe(
    '4 partitions over 2.2 s. C1 joins at 0.00 s, C2 joins at 0.66 s, C3 joins at 1.29 s and C2 crashes at 2.00 s. After the crash of C2, nobody has read partition 1 for 180 ms so far. In rebalances nobody read for 60 ms to 110 ms. At the end, C1 reads 0 and 3, nobody reads 1 and C3 reads 2.',
  )
  expect(crash).toContain('>C2 crashes</text>')
  expect(crash).not.toContain('>C4 joins</text>')
  expect(steps.at(-1)?.chart.alt).toBe(whole.alt)
})

it('has pictures of one size, with one axis and one key', () => {
  for (const story of [failover, minute, quick, restless(30, 90)]) {
    const scenes = rebalanceSteps(story).steps.map(sceneOf)
    expect(new Set(scenes.map(({ width, height }) => `${width} × ${height}`)).size).toBe(1)
    const fixed = scenes.map(({ labels }) =>
      labels.filter(({ text }) => / reads$|^seconds|^partition/.test(text)),
    )
    for (const labels of fixed) expect(labels).toEqual(fixed[0])
  }
})

it('shows nothing of what comes later: all is left of the line that says now', () => {
  for (const scene of rebalanceSteps(failover).steps.map(sceneOf)) {
    const now = scene.rules.find(({ dashed }) => dashed)?.x ?? 0
    const lanes = scene.boxes.filter(({ y2, y1, x1 }) => x1 >= 112 && y2 - y1 >= 20 && y2 < 230)
    expect(lanes.length).toBeGreaterThan(0)
    expect(Math.max(...lanes.map(({ x2 }) => x2))).toBeLessThanOrEqual(now + 0.1)
  }
})

it('has no step where nothing has happened', () => {
  expect(rebalanceSteps([]).steps).toEqual([])
})
