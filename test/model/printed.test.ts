import assert from 'node:assert/strict'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { printed } from '../../src/model/printed.js'

test('a printed value shows its line wherever it stands', () => {
  const sent = printed({ count: 10 }, () => '10 messages sent')
  expect(inspect(sent)).toBe('10 messages sent')
  expect(inspect([sent])).toBe('[ 10 messages sent ]')
})

test('the line is asked at printing time', () => {
  const value = { count: 1 }
  printed(value, () => `count ${value.count}`)
  value.count = 2
  expect(inspect(value)).toBe('count 2')
})

test('deep equality, keys and JSON see the value as it was', () => {
  const value = printed({ count: 10 }, () => 'ten')
  assert.deepStrictEqual(value, { count: 10 })
  expect(value).toStrictEqual({ count: 10 })
  expect(Reflect.ownKeys({ ...value })).toEqual(['count'])
  expect(JSON.stringify(value)).toBe('{"count":10}')
})

test('an array keeps its length and prints its line', () => {
  const list = printed([1, 2, 3], () => 'three')
  expect(list).toHaveLength(3)
  expect(inspect(list)).toBe('three')
})
