import { beforeAll, describe, expect, test } from 'vitest'
import type { Member } from '../../src/kafka/member.js'
import type { Message } from '../../src/kafka/message.js'
import type { MessageRef } from '../../src/kafka/place.js'
import { refusal, withLab } from '../lab/with-lab.js'

const file = withLab()
const topic = 'five'
let member: Member
let seen: Message[]

beforeAll(async () => {
  await file.lab.provision([{ topic }, { topic: 'other' }])
  await file.lab.produce(
    topic,
    [0, 1, 2, 3, 4].map((id) => ({ value: { id } })),
  )
  member = await file.lab.join('A', topic)
  seen = await member.receive()
})

const committed = async (group: string): Promise<number | null | undefined> =>
  (await file.lab.status(group)).committed[topic]?.[0]

const offsets: [unknown, string][] = [
  [-1, 'offset -1: it is negative, and offsets count from 0'],
  [1.5, 'offset 1.5: it is no whole number'],
  [Number.NaN, 'offset NaN: it is NaN, not a number'],
  [Number.POSITIVE_INFINITY, 'offset Infinity: it is infinite'],
  ['3', "offset '3': it is of type string, and offsets are numbers"],
  [3n, 'offset 3n: it is of type bigint, and offsets are numbers'],
  [null, 'offset null: it is of type null, and offsets are numbers'],
  [undefined, 'offset undefined: it is of type undefined, and offsets are numbers'],
  [2 ** 53, 'offset 9007199254740992: it is above 9007199254740991, the largest number that is held exactly'],
]
const things: [unknown, string][] = [
  [undefined, 'undefined'],
  [null, 'null'],
  [7, '7'],
  ['0', "'0'"],
  [{ offset: 3 }, '{ offset: 3 }'],
  [{ partition: 0 }, '{ partition: 0 }'],
  [() => 1, '[Function (anonymous)]'],
]

describe.each(['ack', 'commit'] as const)('%s', (verb) => {
  const cannot = `C1 of group 'A' cannot ${verb === 'ack' ? 'acknowledge' : 'commit'}`

  test.each(offsets)('an offset that is none: %s', async (offset, said) => {
    const ref = { partition: 0, offset } as MessageRef
    expect(await refusal(member[verb](ref))).toBe(`${cannot} ${said}. Give it a record's offset.`)
  })

  test.each(things)('a thing that is no place: %s', async (thing, said) => {
    const next = verb === 'ack' ? '' : ', or the next offset to read'
    expect(await refusal(member[verb](thing as MessageRef))).toBe(
      `${cannot} ${said}: wanted a message, or { partition, offset }. Give it what receive() returned${next}.`,
    )
  })

  test('a partition that it does not own', async () => {
    expect(await refusal(member[verb]({ partition: 7, offset: 0 }))).toBe(
      `${cannot} offset 0 of five P7: it owns five P0. ` +
        'After a rebalance only the new owner can speak for a partition: let that member do it.',
    )
  })

  test('a topic that it does not read', async () => {
    expect(await refusal(member[verb]({ topic: 'other', partition: 0, offset: 0 }))).toBe(
      `${cannot} offset 0 of other P0: it owns five P0. ` +
        'After a rebalance only the new owner can speak for a partition: let that member do it.',
    )
  })

  test('no topic, by a member of two', async () => {
    const both = await file.lab.join('both', [topic, 'other'])
    expect(await refusal(both[verb]({ partition: 0, offset: 0 }))).toBe(
      `C1 of group 'both' cannot ${verb === 'ack' ? 'acknowledge' : 'commit'} offset 0: it reads five and other. Say which with { topic }.`,
    )
    await both.leave()
  })
})

describe('ack', () => {
  test('an offset that was never received, beyond the end or a plain object of numbers', async () => {
    for (const offset of [5, 1_000])
      expect(await refusal(member.ack({ partition: 0, offset }))).toBe(
        `C1 of group 'A' cannot acknowledge offset ${offset} of five P0: it has received offsets 0 to 4 there. ` +
          'Acknowledge messages that its receive() returned.',
      )
  })

  test('before anything was received', async () => {
    const new1 = await file.lab.join('from-end', topic, { from: 'end' })
    expect(await refusal(new1.ack({ partition: 0, offset: 0 }))).toBe(
      "C1 of group 'from-end' cannot acknowledge offset 0 of five P0: it has received nothing yet there. " +
        'Acknowledge messages that its receive() returned.',
    )
  })

  test('a message that another group received', async () => {
    const b = await file.lab.join('B', topic)
    const [first] = await b.receive()
    expect(await refusal(member.ack(first as Message))).toBe(
      "C1 of group 'A' cannot acknowledge offset 0 of P0: the message was received by C1 of group 'B'. " +
        "Each group keeps its own position; let C1 of 'B' acknowledge it.",
    )
  })

  test('a message that another member of the group received', async () => {
    const c1 = await file.lab.join('pair', topic, { as: 'C1' })
    const [first] = await c1.receive()
    const c2 = await file.lab.join('pair', topic, { as: 'C2' })
    expect(await refusal(c2.ack(first as Message))).toBe(
      "C2 of group 'pair' cannot acknowledge offset 0 of P0: the message was received by C1 of group 'pair'. " +
        'Let that member acknowledge it.',
    )
  })

  test('a message that a replaced member received', async () => {
    const old = await file.lab.join('renewed', topic)
    const [first] = await old.receive()
    const now = await file.lab.join('renewed', topic)
    expect(await refusal(now.ack(first as Message))).toBe(
      "C1 of group 'renewed' cannot acknowledge offset 0 of P0: the message was received by an earlier C1 of group 'renewed', " +
        'in whose place a new one stands. Call receive() on the new one and acknowledge what it returns.',
    )
    expect(await now.ack(await now.receive())).toMatchObject({ acknowledged: 5 })
  })

  test('one bad message among good ones: none is acknowledged', async () => {
    const c = await file.lab.join('whole', topic)
    const mine = await c.receive()
    await refusal(c.ack([...mine, { partition: 0, offset: 9 }]))
    expect(await committed('whole')).toBeNull()
    expect(
      (await file.lab.observe({ groups: ['whole'] })).group('whole').memory[0]?.partitions,
    ).toMatchObject([{ acknowledged: [] }])
  })
})

test('after all of it the member works as before', async () => {
  expect(await committed('A')).toBeNull()
  expect(await member.ack(seen.slice(0, 3))).toMatchObject({ acknowledged: 3, already: 0 })
  expect(await committed('A')).toBe(3)
  await member.commit({ partition: 0, offset: 5 })
  expect(await committed('A')).toBe(5)
})
