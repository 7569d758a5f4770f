import { expect, it } from 'vitest'
import { apart } from '../../src/charts/apart.js'

const moved = (ys: readonly number[], bottom = 100): number[] =>
  apart(
    ys.map((y) => ({ y })),
    bottom,
    14,
  ).map(({ y }) => y)

it('moves labels only as far as they are too close', () => {
  expect(moved([20, 60])).toEqual([20, 60])
  expect(moved([22, 20, 60])).toEqual([20, 34, 60])
})

it('stays above the bottom', () => {
  expect(moved([98, 99, 100])).toEqual([72, 86, 100])
  expect(moved([10, 99, 100])).toEqual([10, 86, 100])
})
