import { describe, expect, test } from 'vitest'
import { type CommitWhen, commitsNow, commitWhenProblem } from '../../src/model/commit-when.js'

const choices: CommitWhen[] = ['acknowledged', 'leaving', { everyMessages: 1 }, { everyMs: 100 }]

test('the four choices have no problem', () => {
  expect(choices.map(commitWhenProblem)).toEqual([null, null, null, null])
})

describe('anything else has one, in words', () => {
  const form = "wanted 'acknowledged', 'leaving', { everyMessages: 10 } or { everyMs: 100 }, found "
  test.each([
    ['never', "'never'"],
    [null, 'null'],
    [undefined, 'undefined'],
    [10, '10'],
    [{}, '{}'],
    [{ every: 10 }, '{ every: 10 }'],
    [{ everyMessages: 10, everyMs: 100 }, '{ everyMessages: 10, everyMs: 100 }'],
  ])('%j', (when, found) => {
    expect(commitWhenProblem(when)).toBe(form + found)
  })

  test.each([[0], [-1], [1.5], [Number.NaN], [Number.POSITIVE_INFINITY]])('every %j', (value) => {
    expect(commitWhenProblem({ everyMessages: value })).toBe(
      `wanted a whole number from 1 on for everyMessages, found ${value}`,
    )
    expect(commitWhenProblem({ everyMs: value })).toBe(
      `wanted a whole number from 1 on for everyMs, found ${value}`,
    )
  })
})

test('an acknowledgement commits each time, when the count is full, or never', () => {
  const atOnce = (uncommitted: number): boolean[] => choices.map((when) => commitsNow(when, uncommitted))
  expect(atOnce(1)).toEqual([true, false, true, false])
  expect(atOnce(0)).toEqual([true, false, false, false])
  expect([9, 10, 25].map((count) => commitsNow({ everyMessages: 10 }, count))).toEqual([false, true, true])
})
