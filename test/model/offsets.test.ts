import { expect, test } from 'vitest'
import { offsetProblem } from '../../src/model/offsets.js'

test.each([0, 1, 41_234, Number.MAX_SAFE_INTEGER])('%s is an offset', (offset) => {
  expect(offsetProblem(offset)).toBeNull()
})

test.each([
  [-1, 'it is negative, and offsets count from 0'],
  [4.5, 'it is no whole number'],
  [-0.5, 'it is no whole number'],
  [2 ** 53, 'it is above 9007199254740991, the largest number that is held exactly'],
  [Number.NaN, 'it is NaN, not a number'],
  [Number.POSITIVE_INFINITY, 'it is infinite'],
  ['4', 'it is of type string, and offsets are numbers'],
  [4n, 'it is of type bigint, and offsets are numbers'],
  [null, 'it is of type null, and offsets are numbers'],
  [undefined, 'it is of type undefined, and offsets are numbers'],
])('%s is none, and the reason is said', (offset, reason) => {
  expect(offsetProblem(offset)).toBe(reason)
})
