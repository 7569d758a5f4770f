import { expect, it } from 'vitest'
import { replicas } from '../../src/charts/replicas.js'
import { byLine, drawn } from './drawn.js'
import { happened, killedAndStarted, leaderKilled, look, restlessReplicas } from './outages.js'

it('shows leaders and in-sync replicas while a broker is killed and started', async () => {
  const options = { events: killedAndStarted, controller: 4 }
  const chart = replicas(leaderKilled, options)
  expect(chart.title).toBe('Leaders and in-sync replicas')
  expect(chart.alt).toBe(
    'Node 2 killed at 1 s and node 2 started at 4 s. orders P0: node 1 led all the time. orders P1: node 2 led, then node 3; no leader was known for 500 ms. orders P2: node 3 led all the time. orders P0, orders P1 and orders P2: in-sync replicas 3 at first, 2 at lowest, 3 at the end.',
  )
  expect(chart.table.columns).toEqual([
    ...['topic', 'partition', 'from in s', 'to in s', 'leader', 'in-sync replicas', 'out of sync'],
  ])
  expect(chart.table.rows.filter(([, partition]) => partition === 1)).toEqual([
    ['orders', 1, 0, 1.6, 2, '1, 2, 3', ''],
    ['orders', 1, 1.6, 2.1, null, '1, 3', '2'],
    ['orders', 1, 2.1, 5.6, 3, '1, 3', '2'],
    ['orders', 1, 5.6, 7, 3, '1, 2, 3', ''],
  ])
  const svg = await drawn(() => replicas(leaderKilled, options))
  for (const text of [
    'node 2 killed',
    'node 2 started',
    'no leader for 500 ms',
    'Controller: node 4, never killed here.',
  ])
    expect(svg).toContain(`>${text}</text>`)
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/replicas-leader-killed.svg')
})

it('can be looked at before the first look and after one', async () => {
  expect(replicas([]).alt).toBe('Nobody has looked yet.')
  expect(await drawn(() => replicas([], { controller: 4 }))).toContain('>Nobody has looked yet.</text>')
  expect(replicas([look(0, '-:', '2:2')]).alt).toBe(
    'orders P0: no leader; no leader was known at the last look. orders P1: node 2 led all the time. orders P0: in-sync replicas 0 at first, 0 at lowest, 0 at the end. orders P1: in-sync replicas 1 at first, 1 at lowest, 1 at the end.',
  )
  expect(await drawn(() => replicas([look(0, '-:', '2:2')]))).toContain('>no leader</text>')
})

it('says of many changes and partitions the first ones', () => {
  const events = Array.from({ length: 9 }, (_, at) => happened(at, 2, 'frozen'))
  const { alt } = replicas(restlessReplicas, { events, title: 'Restless' })
  expect(alt).toContain('node 2 frozen at 0.01 s and 3 more.')
  expect(alt).toContain('node 1 led, then node 3, 598 changes between')
  expect(alt).toContain('14 more partitions in the numbers.')
})

it('leaves out what happened before the first look, or to no broker', () => {
  const events = [happened(-10, 2, 'killed'), { atMs: 1_760_000_000_005, type: 'broker-killed' }]
  expect(replicas([look(0, '1:1'), look(10, '1:1')], { events }).alt).toMatch(/^orders P0/)
})
