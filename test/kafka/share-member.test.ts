import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { rosterKey } from '../../src/kafka/roster.js'
import type { JoinShareOptions } from '../../src/kafka/share-join.js'
import type { ShareMember } from '../../src/kafka/share-member.js'
import { waitFor } from '../../src/wait.js'
import { refusal, withLab } from '../lab/with-lab.js'

const file = withLab()

/** A topic of one partition with so many messages, and a share group's name. */
async function backlog(count: number): Promise<{ topic: string; group: string }> {
  const topic = file.name('topic')
  await file.lab.provision([{ topic }])
  if (count > 0)
    await file.lab.produce(
      topic,
      Array.from({ length: count }, (_, id) => ({ key: `k${id}`, value: { id, text: 'grün' } })),
    )
  return { topic, group: file.name('packing') }
}

async function alone(
  count: number,
  options?: JoinShareOptions,
): Promise<{ topic: string; group: string; c1: ShareMember }> {
  const { topic, group } = await backlog(count)
  return { topic, group, c1: await file.lab.joinShare(group, topic, options) }
}

/** Waits until C1 of a group has asked for messages. */
async function untilAcquiring(group: string): Promise<void> {
  const membership = file.state.shares.members.get(rosterKey(group, 'C1'))
  await waitFor('C1 to acquire', () => membership?.acquiring || undefined)
}

const lagOf = async (group: string): Promise<number | null | undefined> =>
  Object.values((await file.lab.shareStatus(group)).lag)[0]?.[0]

const deliveries = (messages: readonly { offset: number; deliveryCount: number }[]): number[][] =>
  messages.map(({ offset, deliveryCount }) => [offset, deliveryCount])

/** What the members acquire and accept in turn until nothing is left, by name. */
async function work(members: readonly ShareMember[]): Promise<Record<string, number>> {
  const counts = members.map(async (member): Promise<[string, number]> => {
    for (;;) {
      const messages = await member.acquire()
      if (messages.length === 0) return [member.name, member.acknowledged.length]
      await member.accept(messages)
    }
  })
  return Object.fromEntries(await Promise.all(counts))
}

test('a member acquires messages as they were sent, accepts some, and the lag falls by as many', async () => {
  const { topic, group, c1 } = await alone(6)
  const messages = await c1.acquire()
  expect(
    messages.map(({ offset, key, value, deliveryCount }) => [offset, key, value, deliveryCount]),
  ).toEqual(Array.from({ length: 6 }, (_, id) => [id, `k${id}`, { id, text: 'grün' }, 1]))
  expect(inspect(messages[0])).toBe(`${topic} P0 @0 k0 {"id":0,"text":"grün"}, delivery 1`)
  const accepted = await c1.accept(messages.slice(0, 2))
  expect(accepted.acknowledged).toEqual(
    [0, 1].map((offset) => ({ topic, partition: 0, offset, deliveryCount: 1, as: 'accepted' })),
  )
  expect(inspect(accepted)).toBe(`C1 of share group '${group}' accepted 2 messages (${topic} P0 @0 to 1)`)
  expect((await file.lab.shareStatus(group)).lag).toEqual({ [topic]: [4] })
  expect(c1.held.map(({ offset }) => offset)).toEqual([2, 3, 4, 5])
})

test('a released message comes again with count 2, a rejected one never, and their neighbours do not', async () => {
  const { group, c1 } = await alone(5)
  const [, second, third, fourth] = await c1.acquire()
  await c1.release(second ?? [])
  await c1.reject(fourth ?? [])
  expect(await lagOf(group)).toBe(4)
  const c2 = await file.lab.joinShare(group, c1.topics, { as: 'C2' })
  expect(deliveries(await c2.acquire())).toEqual([[1, 2]])
  await c1.accept(c1.held)
  expect(deliveries(await c1.acquire())).toEqual([])
  expect(await lagOf(group)).toBe(1)
  expect(c1.acknowledged.map(({ offset, as }) => [offset, as])).toEqual([
    [1, 'released'],
    [3, 'rejected'],
    [0, 'accepted'],
    [third?.offset, 'accepted'],
    [4, 'accepted'],
  ])
})

test('after five deliveries a message is given up', async () => {
  const { group, c1 } = await alone(1)
  for (const delivery of [1, 2, 3, 4, 5]) {
    const messages = await c1.acquire()
    expect(deliveries(messages)).toEqual([[0, delivery]])
    await c1.release(messages)
    expect(await lagOf(group)).toBe(delivery < 5 ? 1 : 0)
  }
  expect(await c1.acquire()).toEqual([])
})

test('when the lock expires a message goes to another member with count 2, and its first holder can say no more', async () => {
  const { topic, group, c1 } = await alone(1, { lockMs: 1_000 })
  const messages = await c1.acquire()
  const c2 = await file.lab.joinShare(group, topic, { as: 'C2', lockMs: 1_000 })
  expect(deliveries(await c2.acquire({ timeoutMs: 10_000 }))).toEqual([[0, 2]])
  expect(await refusal(c1.accept(messages))).toBe(
    `C1 of share group '${group}' cannot accept ${topic} P0 @0: its acquisition lock of 1.0 s has expired, so that the message is free for any member. Call acquire() again.`,
  )
  await c2.accept(c2.held)
  expect(await c1.acquire()).toEqual([])
  expect(await lagOf(group)).toBe(0)
})

test('one partition, three members, one message at a time: each gets some', async () => {
  const { topic, group } = await backlog(60)
  const one = { maxRecords: 1, acquireMode: 'record_limit' } as const
  const members = await file.lab.joinShare(group, topic, { as: ['C1', 'C2', 'C3'], ...one })
  const { members: listed } = await file.lab.shareStatus(group)
  expect(listed).toEqual(['C1', 'C2', 'C3'].map((name) => ({ name, assigned: [{ topic, partition: 0 }] })))
  const counts = Object.values(await work(members))
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(60)
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(1)
})

test('in the default mode the first to ask takes all of a small backlog', async () => {
  const { topic, group } = await backlog(60)
  const [c1, c2] = await file.lab.joinShare(group, topic, { as: ['C1', 'C2'], maxRecords: 1 })
  expect(await c1?.acquire()).toHaveLength(60)
  expect(await c2?.acquire()).toEqual([])
})

test('from the end, a new share group reads nothing old', async () => {
  const { c1 } = await alone(3, { from: 'end' })
  expect(await c1.acquire()).toEqual([])
  await file.lab.produce(c1.topics[0] ?? '', { value: 'new' })
  expect((await c1.acquire()).map(({ value }) => value)).toEqual(['new'])
})

test('what comes after an empty list is locked for the member, and told with the age of its lock', async () => {
  const { topic, group, c1 } = await alone(0, { lockMs: 3_000 })
  expect(await c1.acquire()).toEqual([])
  await file.lab.produce(topic, { value: 'late' })
  const c2 = await file.lab.joinShare(group, topic, { as: 'C2', lockMs: 3_000 })
  expect(deliveries(await c2.acquire({ timeoutMs: 10_000 }))).toEqual([[0, 2]])
  await c2.accept(c2.held)
  expect(await c1.acquire()).toEqual([])
})

test.each(['leave', 'crash'] as const)(
  'after a %s what the member held is delivered again at once',
  async (how) => {
    const { topic, group } = await backlog(3)
    const [c1, c2] = await file.lab.joinShare(group, topic, { as: ['C1', 'C2'] })
    const messages = (await c1?.acquire()) ?? []
    await c1?.accept(messages.slice(0, 1))
    expect(await c1?.[how]()).toEqual({ already: false })
    expect(deliveries((await c2?.acquire({ timeoutMs: 10_000 })) ?? [])).toEqual([
      [1, 2],
      [2, 2],
    ])
    expect(await c1?.[how]()).toEqual({ already: true })
    expect(await refusal(c1?.acquire() ?? Promise.resolve())).toBe(
      `C1 of share group '${group}' cannot acquire: it has ${how === 'leave' ? 'left the group' : 'crashed'}. Run its join cell again for a new C1.`,
    )
    await waitFor('the coordinator to list C2 alone', async (saw) => {
      const names = (await file.lab.shareStatus(group)).members.map(({ name }) => name).join()
      saw(names)
      return names === 'C2' || undefined
    })
  },
)

test('a crash while it acquires ends that, too', async () => {
  const { group, c1 } = await alone(0)
  const acquiring = refusal(c1.acquire({ timeoutMs: 60_000 }))
  await c1.crash()
  expect(await acquiring).toBe(
    `C1 of share group '${group}' cannot acquire: it has crashed. Run its join cell again for a new C1.`,
  )
})

test('leaving while it acquires does not wait for what may come', async () => {
  const { group, c1 } = await alone(0)
  const acquiring = refusal(c1.acquire({ timeoutMs: 60_000 }))
  await untilAcquiring(group)
  expect(await c1.leave()).toEqual({ already: false })
  expect(await acquiring).toBe(
    `C1 of share group '${group}' cannot acquire: it has left the group. Run its join cell again for a new C1.`,
  )
  expect((await file.lab.shareStatus(group)).members).toEqual([])
})

test('an acquisition that has not begun yet when its member leaves never does', async () => {
  const { group, c1 } = await alone(1)
  const acquiring = refusal(c1.acquire({ timeoutMs: 60_000 }))
  expect(await c1.leave()).toEqual({ already: false })
  expect(await acquiring).toBe(
    `C1 of share group '${group}' cannot acquire: it is leaving the group. Run its join cell again for a new C1.`,
  )
})

test('joining anew under a name does not wait for the acquisition of its former member either', async () => {
  const { topic, group, c1 } = await alone(0)
  const acquiring = refusal(c1.acquire({ timeoutMs: 60_000 }))
  await untilAcquiring(group)
  const next = await file.lab.joinShare(group, topic)
  expect(await acquiring).toContain('was replaced by a member of the same name that joined later')
  expect(next.status).toBe('member')
})

test.each([-1, 60_001, 0.5])('a time-out of %s ms is refused', async (timeoutMs) => {
  const { group, c1 } = await alone(0)
  expect(await refusal(c1.acquire({ timeoutMs }))).toBe(
    `C1 of share group '${group}' cannot acquire with a time-out of ${timeoutMs}: wanted a whole number of ms from 0 to 60000. Give timeoutMs like 1000, or leave it out.`,
  )
})

test('cells run twice: the same acknowledgement says already, and held messages come again', async () => {
  const { topic, group, c1 } = await alone(2)
  const messages = await c1.acquire()
  expect(await c1.acquire()).toEqual(messages)
  await c1.release(messages.slice(0, 1))
  expect(await c1.release(messages.slice(0, 1))).toEqual({ acknowledged: [], already: 1 })
  expect(inspect(await c1.release(messages.slice(0, 1)))).toBe(
    `C1 of share group '${group}' released nothing new; 1 was released before`,
  )
  expect(await refusal(c1.accept(messages))).toBe(
    `C1 of share group '${group}' cannot accept ${topic} P0 @0: it has released that delivery of it before, and an acknowledgement is final. Call acquire() for what comes next.`,
  )
  expect(c1.held.map(({ offset }) => offset)).toEqual([1])
})

test('a message that it does not hold is refused, with nothing changed', async () => {
  const { topic, group, c1 } = await alone(1)
  await c1.acquire()
  expect(await refusal(c1.accept([...c1.held, { partition: 0, offset: 7 }]))).toBe(
    `C1 of share group '${group}' cannot accept ${topic} P0 @7: it does not hold that message. C1 holds ${topic} P0 @0. Give it what acquire() returned.`,
  )
  expect(await refusal(c1.reject(7 as never))).toBe(
    `C1 of share group '${group}' cannot reject 7: wanted a message, or { partition, offset }. Give it what acquire() returned.`,
  )
  expect(c1.acknowledged).toEqual([])
  expect(await c1.accept(c1.held)).toMatchObject({ already: 0, acknowledged: [{ offset: 0 }] })
})
