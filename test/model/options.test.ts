import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import {
  anything,
  callable,
  checkedOptions,
  flag,
  moment,
  oneOf,
  partitionCount,
  readable,
  reading,
  text,
  texts,
  time,
  type Wanted,
  wholeNumber,
} from '../../src/model/options.js'

const known = { fresh: flag, from: oneOf('beginning', 'end'), message: anything }
const cannot = "Cannot join group 'A'"
const trap = {
  get fresh(): never {
    throw new Error('boom')
  },
}

test('options come back as plain data, and one that is undefined counts as left out', () => {
  expect(checkedOptions(undefined, known, cannot)).toEqual({})
  expect(checkedOptions({ fresh: true, from: undefined }, known, cannot)).toStrictEqual({ fresh: true })
  expect(checkedOptions(runInNewContext('({ fresh: false })'), known, cannot)).toEqual({ fresh: false })
  expect(checkedOptions(Object.create({ from: 'end' }), known, cannot)).toEqual({ from: 'end' })
})

test.each<[unknown, string]>([
  [
    null,
    ' with the options null: wanted an object. Give some of { fresh, from, message }, or leave them out.',
  ],
  [
    [1],
    ' with the options [ 1 ]: wanted an object. Give some of { fresh, from, message }, or leave them out.',
  ],
  [
    { form: 'end' },
    " with the option 'form': there is none of that name, wanted { fresh, from, message }. Mend its name, or leave it out.",
  ],
  [
    JSON.parse('{"__proto__": 1}'),
    " with the option '__proto__': there is none of that name, wanted { fresh, from, message }. Mend its name, or leave it out.",
  ],
  [{ fresh: 'no' }, " with that fresh: wanted true or false, found 'no'. Mend it, or leave it out."],
  [{ from: 'ends' }, " with that from: wanted 'beginning' or 'end', found 'ends'. Mend it, or leave it out."],
  [() => trap, ": the option 'fresh' cannot be read, because a getter throws 'boom'. Give plain values."],
])('%o is refused', (options, said) => {
  const given = typeof options === 'function' ? options() : options
  expect(() => checkedOptions(given, known, cannot)).toThrowError(new TypeError(cannot + said))
})

test.each<[Wanted, unknown[], unknown[]]>([
  [flag, [true, false], [0, 'no', null]],
  [time, [0, 1.5, 2 ** 31 - 1], [-1, Number.NaN, Number.POSITIVE_INFINITY, '5', 2 ** 31]],
  [moment, [0, -5, Number.POSITIVE_INFINITY], [Number.NaN, '5', null]],
  [wholeNumber, [0, 3], [-1, 1.5, 2 ** 53, '1']],
  [partitionCount, [1, 1_000], [0, 1_001, 1.5, 2 ** 53]],
  [text, ['', 'a'], [1, null]],
  [texts, [[], ['a']], ['a', [1], new Array(2), null]],
  [callable, [() => 1], [{}, 'f']],
  [oneOf('ledger', 'naive', 'none'), ['naive'], ['constructor', null]],
])('%#', (wanted, good, bad) => {
  expect(good.map(wanted)).toEqual(good.map(() => null))
  expect(bad.map(wanted)).not.toContain(null)
})

test('what can be read is told from what throws', () => {
  expect([1, null, { a: 1 }].map(readable)).toEqual([null, null, null])
  expect(readable(trap)).toBe('plain values')
})

test('what is read comes back, and what throws is said', () => {
  expect(reading(cannot, 'it', () => 7)).toBe(7)
  expect(() => reading(cannot, 'it', () => trap.fresh)).toThrowError(
    new TypeError(`${cannot}: it cannot be read, because a getter throws 'boom'. Give plain values.`),
  )
})
