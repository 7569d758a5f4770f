import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { named, shown } from '../../src/model/shown.js'

describe('a value as a sentence quotes it', () => {
  test.each<[unknown, string]>([
    [{ at: 1 }, '{ at: 1 }'],
    ['user\nevents', "'user\\nevents'"],
    ['a\uD83D', "'a\\ud83d'"],
    [undefined, 'undefined'],
    [10n, '10n'],
    [Symbol('s'), 'Symbol(s)'],
    [new Error('mine'), 'Error: mine'],
    [Promise.resolve(1), 'a Promise (write `await` before it)'],
    [Object.create(null), '[Object: null prototype] {}'],
    ['x'.repeat(200), `'${'x'.repeat(98)}…`],
  ])('%o', (value, said) => expect(shown(value)).toBe(said))

  test('what throws when it is read is not read', () => {
    const trap = {
      get key(): never {
        throw new Error('boom')
      },
      toString(): never {
        throw new Error('boom')
      },
    }
    expect(shown(trap)).toBe('{ key: [Getter], toString: [Function: toString] }')
    const odd = Object.defineProperty({}, Symbol.toStringTag, {
      get(): never {
        throw new Error('boom')
      },
    })
    expect(shown(odd)).toBe('an object that cannot be looked at')
  })

  test('whatever it is, it is one line of at most 100 characters', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (value) => {
        expect(shown(value)).toMatch(/^[^\n\p{Surrogate}]{1,100}$/u)
      }),
    )
  })
})

test('a name is text between quotes, and anything else as it is shown', () => {
  expect(named("it's")).toBe("'it's'")
  expect(named('a\nb')).toBe("'a\\nb'")
  expect(named('y'.repeat(40_000))).toBe(`'${'y'.repeat(99)}…'`)
  expect(named(7)).toBe('7')
})
