import { expect, it } from 'vitest'
import { printed } from '../../src/model/printed.js'
import { asJson, inOneLine } from '../../src/notebook/value.js'

it('writes a value in one line, by its fields', () => {
  expect(inOneLine({ a: [1, 'x'], b: { c: null } })).toBe("{ a: [ 1, 'x' ], b: { c: null } }")
  expect(inOneLine(printed({ sent: 10 }, () => '10 sent'))).toBe('{ sent: 10 }')
  expect(inOneLine(Array.from({ length: 50 }, () => 0))).toMatch(/0, \.\.\. 10 more items \]$/)
  expect(inOneLine(Array.from({ length: 30 }, (_, id) => `user-${id}`))).not.toContain('\n')
})

it('keeps what JSON keeps, and tells the rest as text', () => {
  for (const value of [1, 'x', null, true, [1, [2]], { a: { b: 1 } }]) expect(asJson(value)).toEqual(value)
  expect([5n, Number.NaN, undefined, new Map([['A', 1]]), { a: undefined }].map(asJson)).toEqual([
    '5n',
    'NaN',
    'undefined',
    "Map(1) { 'A' => 1 }",
    '{ a: undefined }',
  ])
})
