import { describe, expect, test } from 'vitest'
import { collision, defaultPrefix, nameProblem } from '../../src/model/names.js'

describe("a topic's name", () => {
  test.each(['orders', 'order-processing.DLQ', 'a', '...', '_', 'x'.repeat(249), 'lab.maria-0af3.'])(
    '%s is good',
    (name) => expect(nameProblem(name)).toBeNull(),
  )

  const characters = "and a topic's name holds only a-z, A-Z, 0-9, '.', '_' and '-'"
  test.each([
    ['', 'it is empty'],
    ['.', "it is '.', which is a folder's name and not a topic's"],
    ['..', "it is '..', which is a folder's name and not a topic's"],
    ['user events', `its character 5 is ' ', ${characters}`],
    ['größe', `its character 3 is 'ö', ${characters}`],
    ['a🙂', `its character 2 is '🙂', ${characters}`],
    ['a/b', `its character 2 is '/', ${characters}`],
    ['orders\n', `its character 7 is '\\n', ${characters}`],
    ['x'.repeat(250), "it has 250 characters, and a topic's name has at most 249"],
    [7, 'it is of type number, and names are text'],
    [null, 'it is of type null, and names are text'],
    [undefined, 'it is of type undefined, and names are text'],
  ])('%j is refused with the reason', (name, reason) => expect(nameProblem(name)).toBe(reason))
})

describe("a group's or a transactional id", () => {
  test.each(['group', 'transactional id'] as const)('%s: any text that is not empty', (kind) => {
    expect(nameProblem('user alice 🙂', kind)).toBeNull()
    expect(nameProblem('x'.repeat(32_767), kind)).toBeNull()
    expect(nameProblem('', kind)).toBe('it is empty')
    expect(nameProblem('é'.repeat(16_384), kind)).toBe(`it has 32768 bytes, and a ${kind} has at most 32767`)
    expect(nameProblem(true, kind)).toBe('it is of type boolean, and names are text')
  })
})

test.each(['constructor', '__proto__', 'toString'])('a topic that kafkajs cannot keep: %s', (name) => {
  expect(nameProblem(name)).toBe(
    `it is '${name}', a name that every object of JavaScript has already, and kafkajs, the client, keeps topics in such objects`,
  )
  expect(nameProblem(name, 'group')).toBeNull()
})

test('a member leaves room for what the coordinator adds, and no id has half of a character', () => {
  expect(nameProblem('x'.repeat(32_730), 'member')).toBeNull()
  expect(nameProblem('x'.repeat(32_731), 'member')).toBe('it has 32731 bytes, and a member has at most 32730')
  expect(nameProblem('a\uD83D', 'member')).toBe(
    'its character 2 is half of one (a lone surrogate), for which there are no bytes',
  )
})

test('names that differ only in . and _ collide', () => {
  expect(collision('user_events', ['orders', 'user.events'])).toBe('user.events')
  expect(collision('a.b_c', ['a_b.c'])).toBe('a_b.c')
  expect(collision('user_events', ['user-events', 'user_event', 'user_events'])).toBeNull()
})

describe('the prefix on a shared cluster', () => {
  test('names the user and the copy of the project', () => {
    const prefix = defaultPrefix('maria', '/projects/lab')
    expect(prefix).toMatch(/^lab\.maria-[0-9a-f]{4}\.$/)
    expect(defaultPrefix('maria', '/projects/lab')).toBe(prefix)
    expect(defaultPrefix('maria', '/projects/lab 2')).not.toBe(prefix)
    expect(defaultPrefix('anna', '/projects/lab')).not.toBe(prefix)
  })

  test.each([
    ['Maria Müller', 'lab.Maria-M-ller-'],
    ['corp\\x.y', 'lab.corp-x-y-'],
    ['', 'lab.user-'],
    ['m'.repeat(60), `lab.${'m'.repeat(40)}-`],
  ])('of %j is a name that Kafka takes', (user, start) => {
    const prefix = defaultPrefix(user, '/projects/lab')
    expect(prefix.startsWith(start)).toBe(true)
    expect(nameProblem(prefix)).toBeNull()
  })

  test('has four digits for every path', () => {
    const paths = Array.from({ length: 2000 }, (_, index) => `/projects/${index}`)
    const odd = paths.filter((path) => !/^lab\.m-[0-9a-f]{4}\.$/.test(defaultPrefix('m', path)))
    expect(odd).toEqual([])
  })
})
