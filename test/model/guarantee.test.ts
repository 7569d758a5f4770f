import { expect, test } from 'vitest'
import { guaranteeProblem, guarantees } from '../../src/model/guarantee.js'

test('the three guarantees, and nothing else', () => {
  expect(guarantees.map(guaranteeProblem)).toEqual([null, null, null])
  const wanted = "wanted 'at-most-once', 'at-least-once' or 'exactly-once', found"
  expect(guaranteeProblem('exactly once')).toBe(`${wanted} 'exactly once'`)
  expect(guaranteeProblem(undefined)).toBe(`${wanted} undefined`)
})
