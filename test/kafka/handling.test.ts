import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { emptyTally, handlingOf, putDown } from '../../src/kafka/handling.js'
import { emptyPartition, inboxLimit } from '../../src/kafka/inbox.js'
import type { Membership } from '../../src/kafka/membership.js'

const at = { topic: 'orders', partition: 2, offset: 3 }

function worker(bytes = 0): Membership {
  const inbox = new Map([['orders/2', { ...emptyPartition(at, 0, null), bytes }]])
  return { name: 'C1', group: 'workers', inbox } as unknown as Membership
}

test('everything that happened is in its line', () => {
  const tally = {
    ...emptyTally(),
    handled: 2,
    failed: 2,
    retried: 4,
    deadLettered: 1,
    blocked: [{ ...at, error: 'card declined' }],
    refused: [{ ...at, offset: 5, said: 'The coordinator is not aware of this member' }],
  }
  const result = handlingOf(worker(), tally)
  expect(result).toEqual(tally)
  expect(inspect(result)).toBe(
    "C1 of group 'workers' handled 2 messages, 2 failed, retried 4 times, 1 dead-lettered, " +
      'orders P2 is blocked at 3: card declined, ' +
      'the acknowledgement of orders P2 @5 was refused: The coordinator is not aware of this member',
  )
})

test('a full inbox says that there may be more', () => {
  expect(inspect(handlingOf(worker(inboxLimit.bytes), { ...emptyTally(), handled: 1 }))).toBe(
    "C1 of group 'workers' handled 1 message, the inbox is full: handle again",
  )
})

test('an inbox full of what waits behind a message that fails says which partition it is', () => {
  const tally = { ...emptyTally(), failed: 1, blocked: [{ ...at, error: 'card declined' }] }
  expect(inspect(handlingOf(worker(inboxLimit.bytes), tally))).toBe(
    "C1 of group 'workers' handled 0 messages, 1 failed, orders P2 is blocked at 3: card declined, " +
      'the inbox is full of what waits behind orders P2: mend the handler, then handle again',
  )
})

test('a result is of its moment: what comes later is not in it', () => {
  const tally = emptyTally()
  const result = handlingOf(worker(), tally)
  tally.blocked.push({ ...at, error: 'card declined' })
  putDown(tally, { ...at, said: 'no' })
  expect(result).toEqual(emptyTally())
})

test('of very many refusals the last ones are kept', () => {
  const tally = emptyTally()
  for (let offset = 0; offset <= 1_000; offset++) putDown(tally, { ...at, offset, said: 'no' })
  expect([tally.refused.length, tally.refused[0]?.offset]).toEqual([1_000, 1])
})
