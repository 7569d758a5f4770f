import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jsonProblem } from '../../src/model/json.js'

class Order {
  id = 1
}
const ring: { next?: unknown } = {}
ring.next = { back: ring }

describe('what JSON cannot carry is named with its path', () => {
  test.each([
    [undefined, 'value', 'undefined'],
    [() => 1, 'value', 'a function'],
    [10n, 'value', 'a bigint'],
    [Symbol('s'), 'value', 'a symbol'],
    [Number.NaN, 'value', 'NaN'],
    [Number.NEGATIVE_INFINITY, 'value', '-Infinity'],
    [{ id: 1, at: undefined }, 'value.at', 'undefined'],
    [{ items: [{ price: 1 }, { price: 2n }] }, 'value.items[1].price', 'a bigint'],
    [{ 'unit price': Number.NaN }, 'value["unit price"]', 'NaN'],
    [new Array(1), 'value[0]', 'undefined'],
    [{ raw: new Uint8Array(2) }, 'value.raw', 'bytes inside of something else'],
    [ring, 'value.next.back', 'a part of itself'],
    [{ seen: new Map([[1, 2]]) }, 'value.seen', 'an object of class Map'],
    [new Set([1]), 'value', 'an object of class Set'],
    [new Error('no'), 'value', 'an object of class Error'],
    [new Order(), 'value', 'an object of class Order'],
    [new Date(Number.NaN), 'value', 'an invalid date'],
    [{ toJSON: () => ({ deep: undefined }) }, 'value.deep', 'undefined'],
  ])('%o', (value, path, found) => {
    expect(jsonProblem(value)).toEqual({ path, found })
  })
})

describe('what JSON carries is good', () => {
  test.each([
    [null],
    [''],
    [0],
    [false],
    [[]],
    [{}],
    [{ at: new Date(0), list: [1, [2, { deep: null }]] }],
    [Object.assign(Object.create(null), { id: 1 })],
  ])('%o', (value) => expect(jsonProblem(value)).toBeNull())

  test('the same object twice is no ring', () => {
    const address = { city: 'Linz' }
    expect(jsonProblem({ from: address, to: address })).toBeNull()
  })

  test('objects and lists of another realm, as cells make them', () => {
    expect(jsonProblem(runInNewContext('({ id: 1, items: [{ price: 2 }] })'))).toBeNull()
    expect(jsonProblem(runInNewContext('({ seen: new Map() })'))).toEqual({
      path: 'value.seen',
      found: 'an object of class Map',
    })
  })
})

test('any JSON value has no problem, and any with a bigint somewhere has one', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(jsonProblem(value)).toBeNull()
    }),
  )
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), (list) => {
      expect(jsonProblem({ list: [...list, 1n] })).toEqual({
        path: `value.list[${list.length}]`,
        found: 'a bigint',
      })
    }),
  )
})
