import { expect, test } from 'vitest'
import { listed } from '../../src/model/listed.js'

test('one thing is a list of one, and a list is copied', () => {
  const list = ['a', ['b', 'c']]
  expect(listed('a')).toEqual(['a'])
  expect(listed(undefined)).toEqual([undefined])
  expect(listed(list)).toEqual(list)
  expect(listed(list)).not.toBe(list)
})
