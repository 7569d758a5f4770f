import { expect, test } from 'vitest'
import { commandFor, soakOptions } from '../../../environment/soak/options.mjs'

const known = ['02-two-groups', '04-rebalancing', '05-acknowledging']

test('it has visible defaults, and takes what it is told', () => {
  expect(soakOptions([], known)).toEqual({
    minutes: 10,
    seeds: [1],
    steps: 40,
    lessons: known,
    disturbed: ['restart'],
  })
  const args = [
    '--minutes',
    '0',
    '--seed',
    '7,8',
    '--lessons',
    '02,04',
    '--steps',
    '9',
    '--disturbances',
    'none',
  ]
  expect(soakOptions(args, known)).toEqual({
    minutes: 0,
    seeds: [7, 8],
    steps: 9,
    lessons: ['02-two-groups', '04-rebalancing'],
    disturbed: [],
  })
})

test.each([
  [
    ['--lessons', '99'],
    "No lesson begins with '99': there are 02-two-groups, 04-rebalancing, 05-acknowledging.",
  ],
  [['--minutes', 'ten'], "--minutes is to be a whole number, found 'ten'."],
  [['--seed', '1,'], "--seed is to be a whole number, found ''."],
  [
    ['--disturbances', 'flood'],
    "No disturbance is called 'flood': wanted none, or some of restart, kill-broker, freeze-broker.",
  ],
])('%j is refused', (args, sentence) => {
  expect(() => soakOptions(args, known)).toThrowError(new RegExp(`^${sentence.replace(/\./g, '\\.')}$`))
})

test('an option that there is not names those that there are', () => {
  expect(() => soakOptions(['--hours', '1'], known)).toThrowError(
    /Wanted --minutes, --seed, --steps, --lessons, --disturbances\.$/,
  )
})

test('the command for one walk makes just that', () => {
  const asked = { seeds: [7, 8], steps: 9, disturbed: [] }
  const command = commandFor('04-rebalancing', asked)
  expect(command).toBe('npm run soak -- --minutes 0 --lessons 04 --seed 7,8 --steps 9 --disturbances none')
  const args = command.split(' ').slice(4)
  expect(soakOptions(args, known)).toEqual({ ...asked, minutes: 0, lessons: ['04-rebalancing'] })
})
