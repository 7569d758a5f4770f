import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  add,
  contains,
  countOf,
  difference,
  type OffsetRanges,
  rangesOf,
  runsInWords,
  startingAt,
  union,
} from '../../src/model/ranges.js'

const some = fc.array(fc.nat({ max: 60 }), { maxLength: 40 })
const listed = (ranges: OffsetRanges) =>
  ranges.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index))
const sorted = (offsets: Iterable<number>) => [...new Set(offsets)].sort((a, b) => a - b)
const isNormal = (ranges: OffsetRanges) =>
  ranges.every(({ from, to }, index) => from < to && (index === 0 || (ranges[index - 1]?.to ?? 0) < from))

describe('exactly', () => {
  test('offsets become half-open runs', () => {
    expect(rangesOf([])).toEqual([])
    expect(rangesOf([4, 0, 1, 4])).toEqual([
      { from: 0, to: 2 },
      { from: 4, to: 5 },
    ])
  })

  test('an offset between two runs joins them', () => {
    expect(add(rangesOf([0, 1, 3]), 2)).toEqual([{ from: 0, to: 4 }])
  })

  test('an offset beside one run lengthens it on either side', () => {
    expect(add(rangesOf([5]), 4)).toEqual([{ from: 4, to: 6 }])
    expect(add(rangesOf([5]), 6)).toEqual([{ from: 5, to: 7 }])
    expect(add(rangesOf([1, 5]), 3)).toEqual(rangesOf([1, 3, 5]))
  })

  test('an offset that is there already gives the very same list', () => {
    const ranges = rangesOf([0, 1, 2])
    expect(add(ranges, 1)).toBe(ranges)
  })

  test('what is given is never changed', () => {
    const ranges = Object.freeze(rangesOf([0, 2]).map((run) => Object.freeze(run)))
    expect(listed(add(ranges, 1))).toEqual([0, 1, 2])
    expect(listed(union(ranges, rangesOf([1])))).toEqual([0, 1, 2])
    expect(listed(ranges)).toEqual([0, 2])
  })

  test('a hundred thousand offsets in order are one run', () => {
    let ranges: OffsetRanges = []
    for (let offset = 0; offset < 100_000; offset++) ranges = add(ranges, offset)
    expect(ranges).toEqual([{ from: 0, to: 100_000 }])
    expect(countOf(ranges)).toBe(100_000)
  })
})

describe('against plain sets', () => {
  test('adding one by one, in any order, gives the runs of the set', () => {
    fc.assert(
      fc.property(some, (offsets) => {
        const ranges = offsets.reduce(add, [] as OffsetRanges)
        expect(listed(ranges)).toEqual(sorted(offsets))
        expect(isNormal(ranges)).toBe(true)
        expect(ranges).toEqual(rangesOf(offsets))
      }),
    )
  })

  test('contains, count and the tail', () => {
    fc.assert(
      fc.property(some, fc.nat({ max: 61 }), (offsets, at) => {
        const ranges = rangesOf(offsets)
        expect(contains(ranges, at)).toBe(offsets.includes(at))
        expect(countOf(ranges)).toBe(new Set(offsets).size)
        expect(listed(startingAt(ranges, at))).toEqual(sorted(offsets).filter((offset) => offset >= at))
      }),
    )
  })

  test('union and difference', () => {
    fc.assert(
      fc.property(some, some, (one, other) => {
        const both = union(rangesOf(one), rangesOf(other))
        const left = difference(rangesOf(one), rangesOf(other))
        expect(listed(both)).toEqual(sorted([...one, ...other]))
        expect(listed(left)).toEqual(sorted(one).filter((offset) => !other.includes(offset)))
        expect([both, left].every(isNormal)).toBe(true)
      }),
    )
  })
})

test('runs in words name the last offset of each', () => {
  expect(runsInWords(rangesOf([0, 1, 2, 3, 4, 7]))).toBe('0 to 4, 7')
  expect(runsInWords([])).toBe('')
})
