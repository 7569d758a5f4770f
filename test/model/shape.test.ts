import { expect, test } from 'vitest'
import {
  aCount,
  aFlag,
  aNumber,
  aText,
  fieldsOf,
  listOf,
  mapOf,
  mustBe,
  orNothing,
  orNull,
  type Shape,
  whatever,
} from '../../src/model/shape.js'

const said = (value: unknown, shape: Shape): string => {
  try {
    mustBe(value, shape, 'Cannot draw the lag', 'samples of a lag', 'Write charts.lag(sampling.samples).')
    return 'nothing'
  } catch (problem) {
    return (problem as Error).message
  }
}
const found = (what: string): string =>
  `Cannot draw the lag: wanted samples of a lag, found ${what}. Write charts.lag(sampling.samples).`

test.each<[Shape, unknown]>([
  [aText, ''],
  [aNumber, -1.5],
  [aCount, 0],
  [aFlag, false],
  [whatever, undefined],
  [orNull(aText), null],
  [orNothing(aText), undefined],
  [listOf(aCount), []],
  [mapOf(aCount), JSON.parse('{"__proto__": 1}')],
  [fieldsOf({ a: aText }), { a: 'x', more: 1 }],
])('%o fits %o', (shape, value) => expect(said(value, shape)).toBe('nothing'))

test.each<[Shape, unknown, string]>([
  [listOf(aCount), undefined, 'undefined'],
  [listOf(aCount), Promise.resolve([]), 'a Promise (write `await` before it)'],
  [listOf(aCount), [0, 1.5], 'one in which [1] is 1.5'],
  [listOf(aCount), new Array(1), 'one in which [0] is undefined'],
  [
    fieldsOf({ groups: listOf(fieldsOf({ state: aText })) }),
    { groups: [{}] },
    'one in which groups[0].state is undefined',
  ],
  [mapOf(aText), { 'a b': null }, "one in which ['a b'] is null"],
  [mapOf(aText), [], '[]'],
  [aNumber, Number.NaN, 'NaN'],
  [orNull(aText), undefined, 'undefined'],
  [aFlag, 0, '0'],
])('%o does not fit %o', (shape, value, what) => expect(said(value, shape)).toBe(found(what)))

test('what cannot be read does not fit either', () => {
  const trap = {
    get a(): never {
      throw new Error('boom')
    },
  }
  expect(said(trap, fieldsOf({ a: aText }))).toBe(found("one that cannot be read, because it throws 'boom'"))
})
