import { expect, test } from 'vitest'
import { crashPoints, crashProblem } from '../../src/model/crash-point.js'

test('a message from 0 on at one of the three points', () => {
  expect(crashPoints.map((point) => crashProblem({ message: 0, point }))).toEqual([null, null, null])
})

test('what is no planned crash is named', () => {
  const number = 'wanted a whole number from 0 on for message, found'
  expect(crashProblem({ message: -1, point: 'after both' })).toBe(`${number} -1`)
  expect(crashProblem({ message: 1.5, point: 'after both' })).toBe(`${number} 1.5`)
  expect(crashProblem(null)).toBe(`${number} undefined`)
  expect(crashProblem({ message: 0, point: 'between' })).toBe(
    `wanted 'before both', 'between the two' or 'after both' for point, found 'between'`,
  )
})
