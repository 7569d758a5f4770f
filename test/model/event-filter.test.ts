import { expect, test } from 'vitest'
import { checkedFilter } from '../../src/model/event-filter.js'

const kinds =
  'a list of joined, generation, rebalancing, left, crashed, ended, died, received, acknowledged, committed, reset, group-deleted, produced, transaction-begun, transaction-committed, transaction-aborted, transaction-crashed, transaction-fenced, topic-created, partitions-added, topic-deleted, broker-killed, broker-stopped, broker-frozen, broker-thawed, broker-started'

test('what narrows the timeline comes back as plain data', () => {
  expect(checkedFilter()).toEqual({})
  expect(checkedFilter({ group: 'A', types: ['joined'], untilMs: Number.POSITIVE_INFINITY })).toEqual({
    group: 'A',
    types: ['joined'],
    untilMs: Number.POSITIVE_INFINITY,
  })
})

test.each<[unknown, string]>([
  [
    { type: 'joined' },
    "the option 'type': there is none of that name, wanted { group, member, types, sinceMs, untilMs }. Mend its name, or leave it out.",
  ],
  [{ types: 'joined' }, `that types: wanted ${kinds}, found 'joined'. Mend it, or leave it out.`],
  [
    { types: ['joined', 'comited'] },
    `that types: wanted ${kinds}, found [ 'joined', 'comited' ]. Mend it, or leave it out.`,
  ],
  [
    { sinceMs: Number.NaN },
    'that sinceMs: wanted a number of ms since 1970, found NaN. Mend it, or leave it out.',
  ],
])('%o narrows nothing', (filter, said) => {
  expect(() => checkedFilter(filter as never)).toThrowError(
    new TypeError(`Cannot tell the timeline with ${said}`),
  )
})
