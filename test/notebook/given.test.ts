import { expect, test } from 'vitest'
import { given } from '../../src/notebook/given.js'

test('what holds is passed over in silence', () => {
  expect(given(true, 'that makes demo-topic fresh')).toBe(undefined)
})

test('what does not hold names the cell to run first', () => {
  expect(() => given(false, 'that makes demo-topic fresh')).toThrowError(
    /^This cell builds on another one, and cells have run in another order: first run the cell that makes demo-topic fresh, and those between the two\.$/,
  )
})

test.each([
  ['a Promise', Promise.resolve(false), 'object'],
  ['nothing', undefined, 'undefined'],
])('%s is no answer', (_, answer, kind) => {
  expect(() => given(answer as unknown as boolean, 'above')).toThrowError(
    new RegExp(
      `^Cannot say whether the cell above has run: wanted true or false, found ${kind}\\. Compare two values, or write \`await\` before what is asked\\.$`,
    ),
  )
})
