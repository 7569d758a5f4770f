import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startTimer } from '../../src/kafka/commit-timer.js'
import { emptyPartition } from '../../src/kafka/inbox.js'
import type { Membership } from '../../src/kafka/membership.js'
import { placeOf } from '../../src/kafka/place.js'
import { receivedBy } from '../../src/kafka/receipt.js'
import { pull } from '../../src/kafka/receive.js'
import { throughRebalance, untilMember } from '../../src/kafka/waiting-out.js'
import { rangesOf } from '../../src/model/ranges.js'
import { stopButton } from '../lab/interrupted.js'

const button = stopButton()

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

/** A member in a rebalance, with what it acknowledged before still to commit; the coordinator refuses commits meanwhile. */
function rebalancing() {
  const at = { ...emptyPartition({ topic: 'orders', partition: 0 }, 0, null), uncommitted: 1 }
  const state = {
    ...{
      name: 'C1',
      group: 'A',
      topics: ['orders'],
      sessionTimeoutMs: 20_000,
      commit: 'naive',
      isolationLevel: 'read_committed',
    },
    connection: { cluster: { prefix: '' }, admin: { fetchTopicOffsets: async () => [] } },
    consumer: {
      commitOffsets: () => Promise.reject(new Error('The group is rebalancing, so a rejoin is needed')),
    },
    ...{ end: null, cause: null, joins: 1, commits: 0, turns: new Map(), settling: Promise.resolve() },
    inbox: new Map([['orders/0', at]]),
    ...{ status: 'rebalancing', commitWhen: { everyMs: 10 }, ticking: false, committedAtMs: null },
  }
  return { state, at, membership: state as unknown as Membership }
}

/** Lets a minute pass, and the reader press the stop button in it; says what became of some work by then. */
async function aMinuteOf(work: Promise<unknown>): Promise<string> {
  let outcome = 'it waits'
  work.then(
    () => {
      outcome = 'it is over'
    },
    (problem: Error) => {
      outcome = problem.message
    },
  )
  await vi.advanceTimersByTimeAsync(1_000)
  button.press()
  await vi.advanceTimersByTimeAsync(59_000)
  return outcome
}

test('a cell waits as long as the group may wait for its slowest member, and 10 s more', async () => {
  expect(throughRebalance({ sessionTimeoutMs: 20_000 }, false)).toEqual({
    timeoutMs: 30_000,
    background: false,
  })
  expect(throughRebalance({ sessionTimeoutMs: 1_000 }, true)).toEqual({ timeoutMs: 13_000, background: true })
  const { membership } = rebalancing()
  let said = ''
  untilMember(membership, 'commit', false).catch((problem: Error) => {
    said = problem.message
  })
  await vi.advanceTimersByTimeAsync(29_900)
  expect(said).toBe('')
  await vi.advanceTimersByTimeAsync(200)
  expect(said).toBe("Waited 30.0 s for C1 of group 'A' to be given partitions; last seen: it is rebalancing.")
})

test('the stop button ends the waiting of a cell', async () => {
  expect(await aMinuteOf(untilMember(rebalancing().membership, 'commit', false))).toBe(
    "Interrupted while waiting for C1 of group 'A' to be given partitions; last seen: it is rebalancing.",
  )
})

test('neither a long rebalance nor the stop button ends the waiting of work, and it goes on afterwards', async () => {
  const waits = [
    (membership: Membership) => untilMember(membership, 'acknowledge', true),
    (membership: Membership) => pull(membership, { background: true }),
  ]
  for (const wait of waits) {
    const { state, membership } = rebalancing()
    const work = wait(membership)
    expect(await aMinuteOf(work)).toBe('it waits')
    state.status = 'member'
    expect(await aMinuteOf(work)).toBe('it is over')
  }
})

test('a commit of the timer waits for the end of the rebalance in the same way', async () => {
  const { state, membership, at } = rebalancing()
  at.ledger = { ...at.ledger, latest: 0 }
  // The rebalance is noticed with the commit.
  state.status = 'member'
  const log = vi.spyOn(console, 'log')
  startTimer(membership)
  await aMinuteOf(Promise.resolve())
  expect(membership.ticking).toBe(true)
  state.joins++
  state.inbox.clear()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(membership.ticking).toBe(false)
  expect(log).not.toHaveBeenCalled()
})

test('work that ends with its member does not wait for the rebalance', async () => {
  const { state, membership } = rebalancing()
  const work = untilMember(membership, 'acknowledge', true)
  expect(await aMinuteOf(work)).toBe('it waits')
  state.status = 'crashed'
  expect(await aMinuteOf(work)).toBe(
    "C1 of group 'A' cannot acknowledge: it has crashed. Run its join cell again for a new C1.",
  )
})

test('the stop button does not end the waiting of work for a message that is on its way again', async () => {
  const { at, membership } = rebalancing()
  const at0 = { key: null, value: null, offset: '0', timestamp: '0', attributes: 0, headers: {} }
  const message = new (receivedBy(membership))('orders', 0, at0)
  const place = placeOf(membership, message, true)
  await vi.advanceTimersByTimeAsync(100)
  button.press()
  await vi.advanceTimersByTimeAsync(100)
  at.ledger = { ...at.ledger, position: 1, delivered: rangesOf([0]) }
  expect(await aMinuteOf(Promise.resolve(place))).toBe('it is over')
})
