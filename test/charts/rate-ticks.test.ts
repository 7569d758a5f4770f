import { expect, it } from 'vitest'
import { rateTicks } from '../../src/charts/rate-ticks.js'

it('goes from 0 in round steps to at least the most', () => {
  expect(rateTicks(866)).toEqual([0, 200, 400, 600, 800, 1000])
  expect(rateTicks(1000)).toEqual([0, 200, 400, 600, 800, 1000])
  expect(rateTicks(140_217)).toEqual([0, 50_000, 100_000, 150_000])
  expect(rateTicks(3)).toEqual([0, 1, 2, 3])
  expect(rateTicks(0)).toEqual([0, 1])
})
