import { expect, test } from 'vitest'
import { wordsOf } from '../../src/kafka/thrown.js'

test.each<[unknown, string]>([
  [new Error('declined'), 'declined'],
  [{ message: 'of another realm' }, 'of another realm'],
  ['enough', 'enough'],
  [undefined, 'undefined'],
  [null, 'null'],
  [{ code: 7 }, '[object Object]'],
])('%s', (thrown, words) => {
  expect(wordsOf(thrown)).toBe(words)
})
