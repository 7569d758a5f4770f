import { expect, it } from 'vitest'
import { replicasTold } from '../../src/charts/replicas-told.js'
import { happened, killedAndStarted, leaderKilled, look } from './outages.js'

it('tells a failover: the kill, the time without a leader, the new leader, the return', () => {
  const start = leaderKilled[0]?.atMs ?? 0
  expect(replicasTold(leaderKilled, killedAndStarted).map(({ atMs, text }) => [atMs - start, text])).toEqual([
    [0, 'At first, node 1 led P0, node 2 led P1 and node 3 led P2; all replicas were in sync.'],
    [1_000, 'Node 2 was killed. It led P1.'],
    [1_600, 'Nobody led P1, in place of node 2. Node 2 fell out of the in-sync replicas of P0, P1 and P2.'],
    [2_100, 'Node 3 led P1 now.'],
    [4_000, 'Node 2 was started.'],
    [5_600, 'Node 2 was in sync again in P0, P1 and P2.'],
    [7_000, 'At the end, node 1 led P0 and node 3 led P1 and P2; all replicas were in sync.'],
  ])
})

it('tells of a leader that moved at once, and of replicas that stay out of sync', () => {
  const looks = [look(0, '1:123'), look(50, '2:12'), look(100, '2:12')]
  expect(replicasTold(looks, [happened(20, 3, 'frozen')]).map(({ text }) => text)).toEqual([
    'At first, node 1 led P0; all replicas were in sync.',
    'Node 3 was frozen.',
    'Node 2 led P0, in place of node 1. Node 3 fell out of the in-sync replicas of P0.',
    'At the end, node 2 led P0; out of sync: node 3 in P0.',
  ])
  expect(replicasTold([], [])).toEqual([])
})
