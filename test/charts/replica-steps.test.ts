import { expect, it } from 'vitest'
import { replicaSteps } from '../../src/charts/replica-steps.js'
import { replicas } from '../../src/charts/replicas.js'
import { drawn } from './drawn.js'
import { killedAndStarted, leaderKilled } from './outages.js'

const options = { events: killedAndStarted, controller: 4 }

it('has the picture as it was then in one size, and last the whole one', async () => {
  const { title, alt, steps, left } = replicaSteps(leaderKilled, options)
  const whole = replicas(leaderKilled, options)
  expect([title, alt, left]).toEqual([whole.title, whole.alt, 0])
  expect(steps.map(({ chart }) => chart.picture.kind === 'plot' && chart.picture.scene.height)).toEqual(
    steps.map(() => whole.picture.kind === 'plot' && whole.picture.scene.height),
  )
  expect(steps.at(-1)?.chart).toEqual(whole)
  const alone = await drawn(() => replicaSteps(leaderKilled, options).steps[2]?.chart ?? whole)
  expect(alone).toContain('>node 2 killed</text>')
  expect(alone).toContain('>no leader for 200 ms</text>')
  expect(alone).not.toContain('>node 2 started</text>')
  expect(steps[2]?.chart.alt).toBe(
    'Node 2 killed at 1 s. orders P0: node 1 led all the time. orders P1: node 2 led all the time; no leader was known for 200 ms. orders P2: node 3 led all the time. orders P0, orders P1 and orders P2: in-sync replicas 3 at first, 2 at lowest, 2 at the end.',
  )
})

it('has no step before the first look', () => {
  expect(replicaSteps([]).steps).toEqual([])
})
