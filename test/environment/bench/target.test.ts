import { expect, test } from 'vitest'
import { isMet, shareOfTarget, targetLine } from '../../../environment/bench/target.mjs'

test('at most: the share is of the bound, by ratio or by value', () => {
  expect(shareOfTarget({ ratio: { atMost: 0.5 } }, 100, 0.25)).toBe(0.5)
  expect(shareOfTarget({ value: { atMost: 200 } }, 400, null)).toBe(2)
})

test('at least: the share is the other way round, so that 1 is just met and more is missed', () => {
  expect(shareOfTarget({ ratio: { atLeast: 0.9 } }, 100, 0.45)).toBe(2)
  expect(isMet({ ratio: { atLeast: 0.9 } }, 100, 0.9)).toBe(true)
})

test('of two bounds the worse counts', () => {
  const target = { ratio: { atMost: 0.1 }, value: { atMost: 1_300 } }
  expect(isMet(target, 1_000, 0.2)).toBe(false)
  expect(isMet(target, 1_400, 0.05)).toBe(false)
  expect(isMet(target, 1_300, 0.1)).toBe(true)
})

test('without a target, or without a reference to hold it against, nothing is met or missed', () => {
  expect(isMet({}, 100, 0.2)).toBeNull()
  expect(isMet({ ratio: { atMost: 0.1 } }, 100, null)).toBeNull()
})

test('a target is written in signs', () => {
  expect(targetLine({ ratio: { atMost: 0.35 }, value: { atLeast: 200 } }, 'MB')).toBe('≤ 0.35, ≥ 200 MB')
  expect(targetLine({}, 'ms')).toBe('')
})
