import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeText, decodeValue, encodeKey, encodeValue, offsetProblem } from '../../src/model/message.js'

describe('a key', () => {
  test('of text is its UTF-8, and the empty text is a key of no bytes', () => {
    expect(encodeKey('é1')).toEqual(Buffer.from([0xc3, 0xa9, 0x31]))
    expect(encodeKey('')).toEqual(Buffer.alloc(0))
  })

  test('is absent for null and undefined', () => {
    expect([encodeKey(null), encodeKey(undefined)]).toEqual([null, null])
  })

  test('of bytes is the same memory as a Buffer, which kafkajs does not take for text', () => {
    const bytes = new Uint8Array([9, 1, 2, 9]).subarray(1, 3)
    const key = encodeKey(bytes)
    expect(Buffer.isBuffer(key)).toBe(true)
    expect(key).toEqual(Buffer.from([1, 2]))
    bytes[0] = 7
    expect(key?.[0]).toBe(7)
  })

  test.each([
    [1, 'a number'],
    [1n, 'a bigint'],
    [true, 'a boolean'],
    [() => 1, 'a function'],
    [Symbol('s'), 'a symbol'],
    [{ id: 1 }, 'an object'],
    [['a'], 'an object'],
  ])('%o is refused', (key, kind) => {
    expect(() => encodeKey(key)).toThrowError(
      new TypeError(
        `has a key that is ${kind}, and a key is text, bytes or null. Write it as text, for example String(key).`,
      ),
    )
  })

  test('says its text again, or its bytes when they are no text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (key) => {
        expect(decodeText(encodeKey(key))).toBe(key)
      }),
    )
    expect(decodeText(null)).toBeNull()
    expect(decodeText(new Uint8Array([0xff]))).toEqual(new Uint8Array([0xff]))
  })
})

/** The bytes of a value as they are sent. */
function sent(value: unknown): Buffer | null {
  const found = encodeValue(value)
  return typeof found === 'string' ? Buffer.from(found) : found
}

describe('a value', () => {
  test.each([
    ['', '""'],
    ['text', '"text"'],
    [0, '0'],
    [false, 'false'],
    [[], '[]'],
    [{ id: 1, note: 'é' }, '{"id":1,"note":"é"}'],
    [new Date(0), '"1970-01-01T00:00:00.000Z"'],
  ])('%o is JSON', (value, json) => expect(encodeValue(value)).toBe(json))

  test('null is a tombstone, bytes are as they are', () => {
    expect(encodeValue(null)).toBeNull()
    expect(encodeValue(new Uint8Array([0, 255]))).toEqual(Buffer.from([0, 255]))
    expect(encodeValue(new Uint8Array())).toEqual(Buffer.alloc(0))
  })

  test('of another realm, as cells may make them, is the same', () => {
    expect(encodeValue(runInNewContext('new Uint8Array([1, 2])'))).toEqual(Buffer.from([1, 2]))
    expect(encodeValue(runInNewContext('[new Date(0)]'))).toBe('["1970-01-01T00:00:00.000Z"]')
  })

  test('that JSON cannot carry is refused with the path of the field', () => {
    const next =
      'Send text, finite numbers, true, false, null, lists and plain objects of these, or bytes alone.'
    expect(() => encodeValue(undefined)).toThrowError(
      new TypeError(`has a value that JSON cannot carry: value is undefined. ${next}`),
    )
    expect(() => encodeValue({ items: [{ price: 10n }] })).toThrowError(
      new TypeError(`has a value that JSON cannot carry: value.items[0].price is a bigint. ${next}`),
    )
  })

  test('says again what was sent', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(decodeValue(sent(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('of another sender is its text, or its bytes when they are no text', () => {
    expect(decodeValue(Buffer.from('{ broken'))).toBe('{ broken')
    expect(decodeValue(Buffer.from(''))).toBe('')
    expect(decodeValue(Buffer.from('\ufeffhello'))).toBe('\ufeffhello')
    expect(decodeValue(new Uint8Array([0x7b, 0xff]))).toEqual(new Uint8Array([0x7b, 0xff]))
    expect(decodeValue(null)).toBeNull()
  })
})

describe('an offset', () => {
  test.each([0, 1, 41_234, Number.MAX_SAFE_INTEGER])('%s is good', (offset) => {
    expect(offsetProblem(offset)).toBeNull()
  })

  test.each([
    [-1, 'it is negative, and offsets count from 0'],
    [4.5, 'it is no whole number'],
    [-0.5, 'it is no whole number'],
    [2 ** 53, 'it is above 9007199254740991, the largest number that is held exactly'],
    [Number.NaN, 'it is NaN, not a number'],
    [Number.POSITIVE_INFINITY, 'it is infinite'],
    ['4', 'it is of type string, and offsets are numbers'],
    [4n, 'it is of type bigint, and offsets are numbers'],
    [null, 'it is of type null, and offsets are numbers'],
    [undefined, 'it is of type undefined, and offsets are numbers'],
  ])('%s is refused with the reason', (offset, reason) => {
    expect(offsetProblem(offset)).toBe(reason)
  })
})

test('a key with half of a character is refused, and a value with one arrives as it is', () => {
  expect(() => encodeKey('a\uD83D')).toThrowError(
    new TypeError(
      "has a key that is 'a\\ud83d': its character 2 is half of one (a lone surrogate), for which there are no bytes. Send the whole character, or bytes.",
    ),
  )
  expect(decodeValue(sent('a\uD83D'))).toBe('a\uD83D')
})
