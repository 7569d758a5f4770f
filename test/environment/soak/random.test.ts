import { expect, test } from 'vitest'
import { randomFrom } from '../../../environment/soak/random.mjs'

const ten = (seed: number, text: string) => {
  const random = randomFrom(seed, text)
  return Array.from({ length: 10 }, () => random.below(100))
}

test('the same seed and text bring the same numbers, another one others', () => {
  expect(ten(1, '02-two-groups')).toEqual(ten(1, '02-two-groups'))
  expect(ten(1, '02-two-groups')).not.toEqual(ten(2, '02-two-groups'))
  expect(ten(1, '02-two-groups')).not.toEqual(ten(1, '03-one-group'))
})

test('numbers, chances and choices come as often as they should', () => {
  const random = randomFrom(7, '')
  const thrown = Array.from({ length: 6000 }, () => random.below(6))
  for (const side of [0, 1, 2, 3, 4, 5]) {
    const count = thrown.filter((each) => each === side).length
    expect(count).toBeGreaterThan(900)
    expect(count).toBeLessThan(1100)
  }
  expect(Array.from({ length: 1000 }, () => random.chance(0)).includes(true)).toBe(false)
  expect(Array.from({ length: 1000 }, () => random.chance(1)).includes(false)).toBe(false)
  expect(new Set(Array.from({ length: 100 }, () => random.oneOf(['a', 'b'])))).toEqual(new Set(['a', 'b']))
})

test('of nothing, nothing can be chosen', () => {
  expect(() => randomFrom(1, '').oneOf([])).toThrowError(
    /^Cannot choose one of no values: wanted at least one\.$/,
  )
})
