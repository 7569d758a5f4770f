import { expect, it } from 'vitest'
import { type LegendEntry, legendBelow } from '../../src/charts/legend.js'
import { illegible } from './legible.js'

const place = { left: 16, right: 784, top: 10 }
const entry = (text: string): LegendEntry => ({ text, paint: { fill: '#17797b', stroke: '#17797b' } })

it('puts entries beside one another as they fit, then the remark', () => {
  const { boxes, labels } = legendBelow([entry('a'), entry('b'), entry('c'.repeat(100))], 'A remark.', place)
  expect(labels.map(({ text, y }) => [text, y])).toEqual([
    ['a', 21],
    ['b', 21],
    ['c'.repeat(100), 43],
    ['A remark.', 65],
  ])
  expect(boxes.map(({ y1 }) => y1)).toEqual([13, 13, 35])
})

it('draws a sign, a line, or both where the entry has them', () => {
  const { boxes, labels, rules } = legendBelow(
    [
      { text: 'lost', sign: { text: '✗', fill: '#b3123a' } },
      { text: 'committed', line: '#b3123a' },
    ],
    '',
    place,
  )
  expect(boxes).toEqual([])
  expect(labels.map(({ text }) => text)).toEqual(['✗', 'lost', 'committed'])
  expect(rules).toMatchObject([{ stroke: '#b3123a' }])
})

it('breaks what is wider than the picture, and can be read', () => {
  const words = 'what a sign means '.repeat(12).trim()
  const { bottom, ...drawn } = legendBelow([entry('a'), entry(words), entry('b')], words, place)
  expect(drawn.labels.length).toBeGreaterThan(5)
  expect(illegible({ width: 800, height: bottom, ...drawn })).toEqual([])
})

it('takes little room when there is nothing to say', () => {
  expect(legendBelow([], '', place)).toEqual({ boxes: [], labels: [], rules: [], bottom: 32 })
})
