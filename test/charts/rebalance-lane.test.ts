import { expect, it } from 'vitest'
import { laneBoxes, laneLabels, laneOf, unreadPaint } from '../../src/charts/rebalance-lane.js'
import type { Gap } from '../../src/model/gaps.js'
import type { OwnershipSegment, Unread } from '../../src/model/ownership.js'

const at = { topic: 't', partition: 0, generation: null }
const read = (member: string, fromMs: number, toMs: number): OwnershipSegment => {
  return { ...at, member, unread: null, last: null, fromMs, toMs }
}
const unread = (why: Unread, fromMs: number, toMs: number): OwnershipSegment => {
  return { ...at, member: null, unread: why, last: 'C2', fromMs, toMs }
}
const space = { x: (ms: number) => ms, middle: 50, colour: () => '#17797b' }
const gap = (toMs: number, more: Partial<Gap> = {}): Gap => {
  return {
    topic: 't',
    partition: 0,
    fromMs: 0,
    toMs,
    unread: 'rebalance',
    last: 'C2',
    empty: false,
    open: false,
    ...more,
  }
}
const said = (one: Gap): string[] => laneLabels([], [one], space).map(({ text }) => text)

it('draws owners in their colour, and each kind of gap in a way of its own', () => {
  const pieces = laneOf([read('C1', 0, 100), unread('crashed', 100, 200), unread('rebalance', 200, 300)], 2)
  expect(laneBoxes(pieces, space)).toMatchObject([
    { x1: 0, x2: 100, fill: '#17797b' },
    { x1: 100, x2: 200, fill: '#17797b', hatch: 'sparse' },
    { x1: 200, x2: 300, fill: '#ffffff', stroke: '#b3123a' },
  ])
  const kinds = (['crashed', 'rebalance', 'empty'] as const).map((why) =>
    JSON.stringify(unreadPaint(why, '#17797b')),
  )
  expect(new Set(kinds).size).toBe(3)
})

it('draws the shortest gap so that it is seen, last and inside', () => {
  const pieces = laneOf([read('C1', 0, 99.9), unread('rebalance', 99.9, 100), read('C1', 100, 200)], 2)
  expect(laneBoxes(pieces, space).at(-1)).toMatchObject({ x1: 99.9, x2: 101.9 })
  const last = laneOf([read('C1', 0, 99.9), unread('rebalance', 99.9, 100)], 2)
  expect(laneBoxes(last, space).at(-1)).toMatchObject({ x1: 98, x2: 100 })
})

it('draws many narrow segments as one, and says how many', () => {
  const many = Array.from({ length: 9 }, (_, index) => read('C1', 100 + 10 * index, 110 + 10 * index))
  const pieces = laneOf([read('C1', 0, 100), ...many, read('C2', 190, 300)], 20)
  expect(pieces).toHaveLength(3)
  expect(laneLabels(pieces, [], space).map(({ text }) => text)).toEqual(['C1', '9 changes', 'C2'])
  expect(laneOf(many.slice(0, 4), 20)).toHaveLength(4)
})

it('writes as much of a name as fits, and its end rather than its beginning', () => {
  const names = [300, 100, 50, 20].map((width) =>
    laneLabels(laneOf([read('notifications-host-01', 0, width)], 2), [], space).map(({ text }) => text),
  )
  expect(names).toEqual([['notifications-host-01'], ['…ons-host-01'], ['…st-01'], []])
})

it('says the length of a gap, and its cause where there is room', () => {
  expect([400, 160, 60, 20].map((ms) => said(gap(ms)))).toEqual([
    ['nobody reads: 400 ms, a rebalance'],
    ['nobody reads: 160 ms'],
    ['60 ms'],
    [],
  ])
  expect(said(gap(400, { unread: 'crashed' }))).toEqual(['still assigned to C2, nobody reads: 400 ms'])
  expect(said(gap(170, { unread: 'crashed', open: true }))).toEqual(['170 ms so far'])
  expect(said(gap(400, { unread: 'crashed', empty: true, open: true }))).toEqual([
    'C2 crashed, nobody reads: 400 ms so far',
  ])
  expect(said(gap(400, { unread: 'empty', open: true }))).toEqual(['no member'])
})
