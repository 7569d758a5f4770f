import { expect, it } from 'vitest'
import { leaderlessRow, nodesOf, replicaRow, rolePaint, roleSign } from '../../src/charts/replica-lane.js'
import { replicaSpans } from '../../src/model/replica-spans.js'
import { leaderKilled, look } from './outages.js'

const spans = replicaSpans(leaderKilled).filter(({ partition }) => partition === 1)
const start = spans[0]?.fromMs ?? 0
const x = (ms: number): number => (ms - start) / 10
const place = { x, end: x, middle: 10, leastMs: 20 }

it('has a row for each node that ever kept the partition', () => {
  expect(nodesOf(spans)).toEqual([1, 2, 3])
})

it('draws what a replica was, as one box as long as it was the same', () => {
  const roles = (node: number): unknown[] =>
    replicaRow(spans, node, place).boxes.map(({ x1, x2, fill }) => [x1, x2, fill])
  const fill = (role: Parameters<typeof rolePaint>[0]): string => rolePaint(role).fill
  expect(roles(1)).toEqual([[0, 700, fill('in sync')]])
  expect(roles(2)).toEqual([
    [0, 160, fill('leader')],
    [160, 560, fill('out of sync')],
    [560, 700, fill('in sync')],
  ])
  expect(replicaRow(spans, 2, place).labels.map(({ text }) => text)).toEqual(['L leader', 'out of sync'])
})

it('gives what the last look found a width, as it gives the row an end', () => {
  const last = replicaSpans([look(0, '1:12'), look(100, '2:2')])
  const from = x(last[0]?.fromMs ?? 0)
  const end = (ms: number): number => (x(ms) < from + 10 ? x(ms) : from + 22)
  const row = replicaRow(last, 2, { ...place, end })
  expect(row.boxes.map(({ x1, x2 }) => [x1 - from, x2 - from])).toEqual([
    [0, 10],
    [10, 22],
  ])
})

it('says when nobody led, and nothing where somebody did', () => {
  const { boxes, labels } = leaderlessRow(spans, place, [0, 700])
  expect(boxes.map(({ x1, x2 }) => [x1, x2])).toEqual([[160, 210]])
  expect(labels.map(({ text }) => text)).toEqual(['no leader for 500 ms'])
  expect(leaderlessRow(replicaSpans([look(0, '1:123')]), place, [0, 700])).toEqual({ boxes: [], labels: [] })
})

it('draws changes that cannot be told apart as one, and adds up the times in which nobody led', () => {
  const looks = Array.from({ length: 101 }, (_, at) => look(at * 5, at % 2 ? '-:23' : '1:123'))
  const many = replicaSpans([...looks, look(2_000, '1:123')])
  const { boxes } = replicaRow(many, 1, place)
  expect(boxes.map(({ x1, x2, hatch }) => [x1, x2, hatch])).toEqual([
    [0, 50, 'dense'],
    [50, 200, undefined],
  ])
  const alone = leaderlessRow(many, place, [0, 700])
  expect(alone.boxes).toHaveLength(1)
  expect(alone.labels.map(({ text }) => text)).toEqual(['no leader 50 times, 250 ms in all'])
})

it('tells the roles apart by their ground and by their letters', () => {
  const roles = ['leader', 'in sync', 'out of sync'] as const
  expect(new Set(roles.map((role) => JSON.stringify(rolePaint(role)))).size).toBe(3)
  expect(new Set(roles.map((role) => roleSign(role).texts.join())).size).toBe(3)
})
