import { describe, expect, test } from 'vitest'
import {
  complete,
  countProblem,
  differencesLine,
  differencesOf,
  type ExistingTopic,
  provisionedLine,
  type TopicPlan,
} from '../../src/model/topic-plan.js'

const existing = (partitions: number, settings: Record<string, string> = {}): ExistingTopic => ({
  partitions,
  replicas: 1,
  settings: new Map(Object.entries(settings)),
})

test('a plan is one partition on one broker unless it says more, and every setting is text', () => {
  expect(complete({ topic: 'orders' })).toEqual(existing(1))
  const plan: TopicPlan = {
    topic: 'orders',
    partitions: 3,
    replicas: 2,
    settings: { 'retention.ms': 60_000, preallocate: false, 'cleanup.policy': 'compact' },
  }
  expect(complete(plan)).toEqual({
    partitions: 3,
    replicas: 2,
    settings: new Map([
      ['retention.ms', '60000'],
      ['preallocate', 'false'],
      ['cleanup.policy', 'compact'],
    ]),
  })
})

describe('differences', () => {
  test('none where the topic is as planned; settings that the plan does not name do not count', () => {
    const plan = { topic: 'orders', partitions: 3, settings: { 'retention.ms': 1_000 } }
    expect(differencesOf(plan, existing(3, { 'retention.ms': '1000', 'segment.bytes': '1' }))).toEqual([])
  })

  test('each with what was wanted and what was found', () => {
    const plan = { topic: 'orders', partitions: 4, replicas: 2, settings: { 'retention.ms': 1, 'min.x': 2 } }
    expect(differencesOf(plan, existing(3, { 'retention.ms': '5' }))).toEqual([
      { what: 'partitions', wanted: '4', found: '3' },
      { what: 'replicas', wanted: '2', found: '1' },
      { what: 'retention.ms', wanted: '1', found: '5' },
      { what: 'min.x', wanted: '2', found: 'not set' },
    ])
  })
})

test.each([
  [{ partitions: 1, replicas: 3 }, null],
  [{}, null],
  [{ partitions: 0 }, 'wanted a whole number of partitions from 1 to 1000, found 0'],
  [{ partitions: -1 }, 'wanted a whole number of partitions from 1 to 1000, found -1'],
  [{ partitions: 2.5 }, 'wanted a whole number of partitions from 1 to 1000, found 2.5'],
  [{ partitions: Number.NaN }, 'wanted a whole number of partitions from 1 to 1000, found NaN'],
  [{ replicas: 0 }, 'wanted a whole number of replicas from 1 to 1000, found 0'],
])('the counts %j: %j', (counts, problem) => {
  expect(countProblem({ topic: 'orders', ...counts })).toBe(problem)
})

test('a result in one line', () => {
  const result = { topic: 'orders', differences: [], tookMs: 40.4 }
  expect(provisionedLine({ ...result, outcome: 'created' })).toBe('orders: created in 40 ms')
  expect(provisionedLine({ ...result, outcome: 'exists' })).toBe('orders: exists')
  const differences = [
    { what: 'partitions', wanted: '4', found: '3' },
    { what: 'retention.ms', wanted: '1', found: 'not set' },
  ]
  expect(differencesLine(differences)).toBe('partitions is 3, wanted 4; retention.ms is not set, wanted 1')
  expect(provisionedLine({ ...result, outcome: 'differs', differences })).toBe(
    'orders: exists but differs (partitions is 3, wanted 4; retention.ms is not set, wanted 1). ' +
      'It was left as it is; provision it with { fresh: true } to delete it and make it anew.',
  )
})
