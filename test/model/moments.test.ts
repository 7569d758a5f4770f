import { expect, test } from 'vitest'
import { moments } from '../../src/model/moments.js'

test('values that belong to the one before them are one moment; the others begin a new one', () => {
  expect(moments([1, 2, 5, 6, 8], (_, last, next) => next - last === 1)).toEqual([[1, 2], [5, 6], [8]])
  expect(moments([], () => true)).toEqual([])
})

test('the whole moment counts too, as where nobody may be in it twice', () => {
  expect(moments(['a', 'b', 'a', 'c'], (moment, _, next) => !moment.includes(next))).toEqual([
    ['a', 'b'],
    ['a', 'c'],
  ])
})
