import { expect, it } from 'vitest'
import { atLeast, isComparison, lessThan, moreThan } from '../../src/notebook/comparison.js'

it.each([
  [atLeast(3), 'at least 3', [false, true, true]],
  [lessThan(3), 'less than 3', [true, false, false]],
  [moreThan(3), 'more than 3', [false, false, true]],
])('compares with its limit: %#', (comparison, wanted, answers) => {
  expect(comparison.wanted).toBe(wanted)
  expect([2, 3, 4].map((value) => comparison.meets(value))).toEqual(answers)
})

it('is met by numbers only', () => {
  for (const value of [null, '4', Number.NaN, [4], 4n]) expect(atLeast(3).meets(value)).toBe(false)
})

it('knows its own from a value that looks like one', () => {
  expect(isComparison(atLeast(3))).toBe(true)
  expect(isComparison({ wanted: 'at least 3', meets: () => true })).toBe(false)
  expect(isComparison(null)).toBe(false)
})
