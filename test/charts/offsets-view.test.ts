import { expect, it } from 'vitest'
import { extent, topicView } from '../../src/charts/offsets-view.js'

const bar = { topic: 't', partition: 0, group: 'A', start: 0, end: 9, committed: 4, lag: 5 }

interface Layer {
  readonly encoding: { readonly x: { readonly axis: { readonly values: readonly number[] } } }
}

function ticks(start: number, end: number): readonly number[] {
  const bars = [{ ...bar, start, end }]
  const view = topicView({ bars, groups: ['A'], colours: ['#4269d0'], names: 40, width: 500, at: 0 })
  const [first] = (view as { layer: Layer[] }).layer
  return first?.encoding.x.axis.values ?? []
}

it('ticks at round whole offsets', () => {
  expect(ticks(0, 3)).toEqual([0, 1, 2, 3])
  expect(ticks(0, 10)).toEqual([0, 2, 4, 6, 8, 10])
  expect(ticks(500, 512)).toEqual([500, 502, 504, 506, 508, 510, 512])
  expect(ticks(0, 1_000_000)).toEqual([0, 200_000, 400_000, 600_000, 800_000, 1_000_000])
})

it('spans the logs of one topic, and one offset when they are empty', () => {
  const bars = [bar, { ...bar, start: 2, end: 30 }, { ...bar, topic: 'other', end: 99 }]
  expect(extent(bars, 't')).toEqual({ low: 0, high: 30 })
  expect(extent([{ ...bar, end: 0 }], 't')).toEqual({ low: 0, high: 1 })
})
