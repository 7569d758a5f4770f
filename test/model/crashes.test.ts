import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { crashPoints } from '../../src/model/crash-point.js'
import { crashes } from '../../src/model/crashes.js'

test('the same seed gives the same plan, another seed another', () => {
  const options = { seed: 6, runs: 36, messages: 6 }
  expect(crashes(options)).toEqual(crashes(options))
  expect(crashes(options)).not.toEqual(crashes({ ...options, seed: 7 }))
  // Lessons name their seed: another generator would give them another plan.
  expect(crashes({ seed: 6, runs: 3, messages: 6 })).toMatchInlineSnapshot(`
    [
      {
        "message": 3,
        "point": "after both",
        "run": 1,
      },
      {
        "message": 0,
        "point": "between the two",
        "run": 2,
      },
      {
        "message": 3,
        "point": "before both",
        "run": 3,
      },
    ]
  `)
})

test('36 runs of 6 messages: 12 of each point, 2 of each point and message, numbered from 1 on', () => {
  const plan = crashes({ seed: 6, runs: 36, messages: 6 })
  expect(plan.map(({ run }) => run)).toEqual(Array.from({ length: 36 }, (_, index) => index + 1))
  for (const point of crashPoints)
    for (let message = 0; message < 6; message++)
      expect(plan.filter((each) => each.point === point && each.message === message)).toHaveLength(2)
  expect(inspect(plan)).toBe('36 runs with one crash each: 12 before both, 12 between the two, 12 after both')
})

test('the order is shuffled: the points do not come in turn', () => {
  const order = crashes({ seed: 1, runs: 36, messages: 6 }).map(({ point }) => point)
  expect(order).not.toEqual(order.map((_, index) => crashPoints[index % 3]))
})

test('whatever the seed: numbers that three does not divide differ by one, and no message is out of reach', () => {
  for (const seed of [-5, 0, 1, 2 ** 40]) {
    const plan = crashes({ seed, runs: 200, messages: 6 })
    const counts = crashPoints.map((point) => plan.filter((each) => each.point === point).length)
    expect(counts).toEqual([67, 67, 66])
    expect(new Set(plan.map(({ message }) => message))).toEqual(new Set([0, 1, 2, 3, 4, 5]))
  }
})

test('one run, one message', () => {
  const plan = crashes({ seed: 6, runs: 1, messages: 1 })
  expect(plan).toEqual([{ run: 1, message: 0, point: 'before both' }])
  expect(inspect(plan)).toBe('1 run with one crash each: 1 before both, 0 between the two, 0 after both')
})

describe('numbers that no plan can have', () => {
  const good = { seed: 6, runs: 36, messages: 6 }
  const next = 'Write crashes({ seed: 6, runs: 36, messages: 6 }).'

  test.each([
    [{ seed: 0.5 }, 'a whole number for seed, found 0.5'],
    [{ runs: 0 }, 'a whole number from 1 to 10000 for runs, found 0'],
    [{ messages: -1 }, 'a whole number from 1 on for messages, found -1'],
  ])('%o', (wrong, sentence) => {
    expect(() => crashes({ ...good, ...wrong })).toThrowError(
      new TypeError(`Cannot plan crashes: wanted ${sentence}. ${next}`),
    )
  })
})
