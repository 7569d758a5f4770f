import { inspect } from 'node:util'
import { expect, it } from 'vitest'
import { type Reader, readReceipts } from '../../src/model/read-receipts.js'

const room = 'chatroom_12345'
const sent = (many: number, partition = 0): { topic: string; partition: number; offset: number }[] =>
  Array.from({ length: many }, (_, offset) => ({ topic: room, partition, offset }))
const upTo = (...committed: (number | null)[]): Reader => ({ group: { committed: { [room]: committed } } })
const since = (reader: Reader, end: number): Reader => ({
  ...reader,
  since: [
    { topic: 'chatroom_67890', partition: 0, end: 99 },
    { topic: room, partition: 0, end },
  ],
})

it('reads a committed offset as "up to here"', () => {
  const receipts = readReceipts(sent(3), { alice: upTo(3), bob: upTo(1) })
  expect(receipts).toEqual([
    {
      ...{ topic: room, partition: 0, offset: 0, byEveryone: true },
      by: { alice: { read: true, counts: true }, bob: { read: true, counts: true } },
    },
    {
      ...{ topic: room, partition: 0, offset: 1, byEveryone: false },
      by: { alice: { read: true, counts: true }, bob: { read: false, counts: true } },
    },
    {
      ...{ topic: room, partition: 0, offset: 2, byEveryone: false },
      by: { alice: { read: true, counts: true }, bob: { read: false, counts: true } },
    },
  ])
})

it('has nothing read by a group that never committed, in that partition or that room', () => {
  const nothing: Reader = { group: { committed: {} } }
  for (const reader of [upTo(null), upTo(0), nothing])
    expect(readReceipts(sent(2), { alice: reader }).map(({ by }) => by.alice?.read)).toEqual([false, false])
})

it('looks at each partition by itself, and keeps the order of the messages', () => {
  const messages = [...sent(2, 1), ...sent(2, 0)]
  const receipts = readReceipts(messages, { alice: upTo(2, 1) })
  expect(receipts.map(({ partition, offset, byEveryone }) => [partition, offset, byEveryone])).toEqual([
    [1, 0, true],
    [1, 1, false],
    [0, 0, true],
    [0, 1, true],
  ])
})

it('does not let whoever comes later make an old message unread', () => {
  const before = readReceipts(sent(4), { alice: upTo(4) })
  const joined = readReceipts(sent(4), { alice: upTo(4), dave: since(upTo(null), 3) })
  expect(before.map(({ byEveryone }) => byEveryone)).toEqual([true, true, true, true])
  expect(joined.map(({ byEveryone }) => byEveryone)).toEqual([true, true, true, false])
  const history = readReceipts(sent(4), { alice: upTo(4), dave: since(upTo(2), 3) })
  expect(history.map(({ byEveryone }) => byEveryone)).toEqual([true, true, true, false])
  expect(history.map(({ by }) => by.dave)).toEqual([
    { read: true, counts: false },
    { read: true, counts: false },
    { read: false, counts: false },
    { read: false, counts: true },
  ])
})

it('counts a partition that was not there when the user came in', () => {
  const [first] = readReceipts(sent(1, 5), { dave: since(upTo(0), 3) })
  expect(first?.by.dave).toEqual({ read: false, counts: true })
})

it('calls nothing read by everyone that nobody was there to read', () => {
  expect(readReceipts(sent(1), {})[0]).toMatchObject({ by: {}, byEveryone: false })
  expect(readReceipts(sent(1), { dave: since(upTo(1), 1) })[0]).toMatchObject({
    by: { dave: { read: true, counts: false } },
    byEveryone: false,
  })
})

it('prints as one line', () => {
  expect(inspect(readReceipts(sent(4), { alice: upTo(4), dave: since(upTo(4), 3) }))).toBe(
    '4 messages, 4 read by everyone who was there, alice read 4, dave read 1 and 3 from before',
  )
  expect(inspect(readReceipts(sent(1), {}))).toBe(
    '1 message, 0 read by everyone who was there, 1 with nobody there to read',
  )
  expect(inspect(readReceipts([], { alice: upTo(4) }))).toBe('0 messages, 0 read by everyone who was there')
})
