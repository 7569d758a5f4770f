import { expect, test } from 'vitest'
import { wordsOf } from '../../src/model/thrown.js'

test.each<[unknown, string]>([
  [new Error('declined'), 'declined'],
  [{ message: 'of another realm' }, 'of another realm'],
  ['enough', 'enough'],
  [undefined, 'undefined'],
  [null, 'null'],
  [{ code: 7 }, '{ code: 7 }'],
])('%s', (thrown, words) => {
  expect(wordsOf(thrown)).toBe(words)
})
