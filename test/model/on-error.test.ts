import { describe, expect, test } from 'vitest'
import {
  deadLetter,
  lastResort,
  onErrorProblem,
  pauseBefore,
  type RetryOptions,
  retry,
} from '../../src/model/on-error.js'

describe('retry', () => {
  test('is plain data, with its defaults', () => {
    expect(retry()).toEqual({ kind: 'retry', times: 3, backoffMs: 50, otherwise: 'stop' })
    expect(retry({ times: 1, backoffMs: 0, otherwise: deadLetter('x.DLQ') })).toEqual({
      kind: 'retry',
      times: 1,
      backoffMs: 0,
      otherwise: { kind: 'dead letter', topic: 'x.DLQ' },
    })
  })

  test('waits twice as long each time, up to 10 s', () => {
    const pauses = [1, 2, 3, 4, 8, 9, 100].map((number) => pauseBefore({ backoffMs: 50 }, number))
    expect(pauses).toEqual([50, 100, 200, 400, 6_400, 10_000, 10_000])
    expect(pauseBefore({ backoffMs: 0 }, 100)).toBe(0)
  })

  test.each<[unknown, string]>([
    [0, '0'],
    [1.5, '1.5'],
    [101, '101'],
    ['3', "'3'"],
    [Number.NaN, 'NaN'],
  ])('so many times it cannot: %s', (times, found) => {
    expect(() => retry({ times } as RetryOptions)).toThrowError(
      new Error(
        `Cannot retry ${found} times: wanted a whole number from 1 to 100. Write retry({ times: 3 }).`,
      ),
    )
  })

  test.each<[unknown, string]>([
    [-1, '-1'],
    [10_001, '10001'],
    ['50', "'50'"],
    [Number.NaN, 'NaN'],
  ])('after so long it cannot: %s ms', (backoffMs, found) => {
    expect(() => retry({ backoffMs } as RetryOptions)).toThrowError(
      new Error(
        `Cannot retry after ${found} ms: wanted a number from 0 to 10000. Write retry({ backoffMs: 50 }).`,
      ),
    )
  })

  test.each<[unknown, string]>([
    ['go on', "'go on'"],
    [null, 'null'],
  ])('and otherwise what it cannot: %s', (otherwise, found) => {
    expect(() => retry({ otherwise } as RetryOptions)).toThrowError(
      new Error(
        `Cannot retry and otherwise ${found}: wanted 'stop', 'skip' or deadLetter('a topic'). Name one of these.`,
      ),
    )
  })
})

describe('deadLetter', () => {
  test('is plain data', () => {
    expect(deadLetter('order-processing.DLQ')).toEqual({ kind: 'dead letter', topic: 'order-processing.DLQ' })
  })

  test.each<[unknown, string]>([
    ['', "'' as a dead letter queue: the name will not do: it is empty"],
    [7, '7 as a dead letter queue: the name will not do: it is of type number, and names are text'],
  ])('a name that will not do: %s', (topic, said) => {
    expect(() => deadLetter(topic as string)).toThrowError(
      new Error(`Cannot use ${said}. Name a topic that the lab has provisioned.`),
    )
  })
})

test('what is done when all tries have failed', () => {
  const queue = deadLetter('x.DLQ')
  const ways = [
    'stop',
    'skip',
    queue,
    retry(),
    retry({ otherwise: 'skip' }),
    retry({ otherwise: queue }),
  ] as const
  expect(ways.map(lastResort)).toEqual(['stop', 'skip', queue, 'stop', 'skip', queue])
})

test('what is no way to treat an error', () => {
  for (const good of ['stop', 'skip', retry(), deadLetter('x.DLQ')]) expect(onErrorProblem(good)).toBeNull()
  const wanted = "wanted 'stop', 'skip', retry({ times, backoffMs }) or deadLetter('a topic'), found"
  expect(onErrorProblem('ignore')).toBe(`${wanted} 'ignore'`)
  expect(onErrorProblem(null)).toBe(`${wanted} null`)
  expect(onErrorProblem(retry)).toBe(`${wanted} [Function: retry]`)
})
