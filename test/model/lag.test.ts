import { expect, test } from 'vitest'
import { lagOf } from '../../src/model/lag.js'

test('lag is the log end minus the committed offset', () => {
  expect(lagOf({ committed: 4, end: 10 })).toBe(6)
  expect(lagOf({ committed: 0, end: 10 })).toBe(10)
  expect(lagOf({ committed: 10, end: 10 })).toBe(0)
})

test('a group that never committed has no lag, not a lag of everything', () => {
  expect(lagOf({ committed: null, end: 10 })).toBeNull()
  expect(lagOf({ committed: null, end: 0 })).toBeNull()
})

test('a commit beyond the end leaves nothing to read', () => {
  expect(lagOf({ committed: 15, end: 10 })).toBe(0)
})
