import { expect, it } from 'vitest'
import { gapRow, generationRow } from '../../src/charts/rebalance-rows.js'
import type { Gap } from '../../src/model/gaps.js'

const x = (ms: number): number => ms
const gap = (partition: number, fromMs: number, toMs: number, more: Partial<Gap> = {}): Gap => {
  return {
    topic: 't',
    partition,
    fromMs,
    toMs,
    unread: 'rebalance',
    last: 'C1',
    empty: false,
    open: false,
    ...more,
  }
}
const lengths = (gaps: readonly Gap[]) => {
  const { labels, unsaid } = gapRow(gaps, x, { y: 0, left: 0, right: 700 })
  return [...labels.map(({ text }) => text), unsaid]
}

it('numbers the generations as far as there is room', () => {
  const spans = [300, 60, 5].map((width, at) => ({
    generation: at + 1,
    fromMs: at * 300,
    toMs: at * 300 + width,
  }))
  const { boxes, labels } = generationRow(spans, x, { y1: 0, y2: 20 })
  expect(boxes).toHaveLength(3)
  expect(labels.map(({ text }) => text)).toEqual(['generation 1', '2'])
})

it('draws more than a hundred generations as one', () => {
  const spans = Array.from({ length: 101 }, (_, at) => ({
    generation: at + 3,
    fromMs: at * 5,
    toMs: at * 5 + 4,
  }))
  const { boxes, labels } = generationRow(spans, x, { y1: 0, y2: 20 })
  expect([boxes.length, labels.map(({ text }) => text)]).toEqual([1, ['generations 3 to 103']])
})

it('says the longest of the gaps that overlap, once', () => {
  expect(lengths([gap(1, 100, 180), gap(0, 100, 160), gap(2, 150, 170), gap(0, 400, 401)])).toEqual([
    '80 ms',
    '1 ms',
    false,
  ])
})

it('says that a gap is open, leaves out an empty group, and tells when there was no room', () => {
  expect(lengths([gap(0, 600, 700, { open: true, unread: 'crashed' })])).toEqual(['100 ms so far', false])
  expect(lengths([gap(0, 600, 700, { unread: 'empty' })])).toEqual([false])
  expect(lengths([gap(0, 100, 110), gap(0, 115, 125)])).toEqual(['10 ms', true])
})
