import { expect, test } from 'vitest'
import { spreadOf } from '../../../environment/bench/statistics.mjs'

test('the median is the one in the middle, or the mean of the two', () => {
  expect(spreadOf([5, 1, 9])).toEqual({ median: 5, least: 1, most: 9 })
  expect(spreadOf([4, 10, 1, 2])).toEqual({ median: 3, least: 1, most: 10 })
  expect(spreadOf([7])).toEqual({ median: 7, least: 7, most: 7 })
})
