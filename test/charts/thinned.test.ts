import { expect, it } from 'vitest'
import { thinned } from '../../src/charts/thinned.js'

const self = (value: number): number => value

it('keeps what is short enough', () => {
  const values = [1, 2, 3]
  expect(thinned(values, 3, self)).toBe(values)
  expect(thinned([], 3, self)).toEqual([])
})

it('keeps the ends, the highest and the lowest of many, in order', () => {
  const values = Array.from({ length: 1_000 }, (_, at) =>
    at === 500 ? 9_000 : at === 700 ? -5 : 10 + at / 1_000,
  )
  const kept = thinned(values, 100, self)
  expect(kept.length).toBeLessThanOrEqual(102)
  expect([kept[0], kept.at(-1)]).toEqual([values[0], values.at(-1)])
  expect(kept).toContain(9_000)
  expect(kept).toContain(-5)
  expect(kept.indexOf(9_000)).toBeLessThan(kept.indexOf(-5))
})
