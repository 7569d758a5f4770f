import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { Member } from '../../src/kafka/member.js'
import type { Message } from '../../src/kafka/message.js'
import type { Processed } from '../../src/kafka/processed.js'
import { type CrashPoint, crashPoints } from '../../src/model/crash-point.js'
import { type Guarantee, guarantees } from '../../src/model/guarantee.js'
import { waitFor } from '../../src/wait.js'
import { holdingAtMost } from '../lab/holding-at-most.js'
import { stopButton } from '../lab/interrupted.js'
import { refusal, withLab } from '../lab/with-lab.js'

const file = withLab()
const button = stopButton()

/** Topics of one partition to read from and to send to, the first with m0, m1 and so on. */
async function topics(messages = 4): Promise<[string, string]> {
  const [from, to] = [file.name('orders'), file.name('receipts')]
  await file.lab.provision([{ topic: from }, { topic: to }])
  await more(from, messages)
  return [from, to]
}

const more = (topic: string, count: number): Promise<unknown> =>
  file.lab.produce(
    topic,
    Array.from({ length: count }, (_, id) => ({ key: `k${id}`, value: `m${id}` })),
  )

const join = (topic: string, options = {}): Promise<Member> =>
  file.lab.join(file.name('worker'), topic, { sessionTimeoutMs: 300, ...options })

/** What readers of committed messages find. */
async function valuesIn(topic: string): Promise<unknown[]> {
  const reader = await file.lab.join(file.name('reader'), topic)
  return (await reader.receive()).map(({ value }) => value)
}

const committedBy = async ({ group }: Member, topic: string): Promise<number | null | undefined> =>
  (await file.lab.status(group)).committed[topic]?.[0]

const receipt = ({ key, value }: Message): { key: Message['key']; value: string } => ({
  key,
  value: `receipt of ${value}`,
})

/** As if the process stood still: nothing is sent until the coordinator has given the member up. */
async function loseSession(worker: Member): Promise<void> {
  const { wires } = file.membership(worker)
  wires.hold()
  await waitFor('the coordinator to give it up', async () =>
    (await file.lab.status(worker.group)).members.length === 0 ? true : undefined,
  )
  wires.release()
}

const receipts = (...ids: number[]): string[] => ids.map((id) => `receipt of m${id}`)

describe.each(guarantees)('%s, without a crash', (guarantee) => {
  test('each message once, in order, and every position committed', async () => {
    const [from, to] = await topics()
    const worker = await join(from)
    const result = await worker.process(to, receipt, { guarantee })
    expect(result).toEqual({
      handled: 4,
      committed: 4,
      refused: [],
      blocked: [],
      crashed: null,
      tookMs: expect.any(Number),
    })
    expect(inspect(result)).toMatch(
      new RegExp(`^C1 of group '${worker.group}' handled 4 and committed 4 \\(\\d+\\.\\d s\\)$`),
    )
    expect(await valuesIn(to)).toEqual(receipts(0, 1, 2, 3))
    expect(await committedBy(worker, from)).toBe(4)
    expect(await worker.process(to, receipt, { guarantee })).toMatchObject({ handled: 0, committed: 0 })
    await more(from, 1)
    expect(await worker.process(to, receipt, { guarantee })).toMatchObject({ handled: 1, committed: 1 })
    expect(await worker.handle(() => {})).toMatchObject({ handled: 0 })
  })

  test('a handler may make several messages of one, or none', async () => {
    const [from, to] = await topics(3)
    const worker = await join(from)
    const handler = async ({ value }: Message): Promise<{ value: string }[] | null> =>
      value === 'm1' ? null : [{ value: `${value}, first` }, { value: `${value}, second` }]
    expect(await worker.process(to, handler, { guarantee })).toMatchObject({ handled: 3, committed: 3 })
    expect(await valuesIn(to)).toEqual(['m0, first', 'm0, second', 'm2, first', 'm2, second'])
    expect(await committedBy(worker, from)).toBe(3)
  })

  test('what it commits is on the timeline, with the member', async () => {
    const [from, to] = await topics(2)
    const worker = await join(from)
    await worker.process(to, receipt, { guarantee })
    const events = file.lab.timeline({ group: worker.group, types: ['committed'] })
    expect(events.map(({ member, offset }) => [member, offset])).toEqual([
      ['C1', 1],
      ['C1', 2],
    ])
  })
})

/** What is found in the end, when the member crashes at m2 and a restart goes on; and the position before that. */
const fates: Record<Guarantee, Record<CrashPoint, [committed: number, found: string[]]>> = {
  'at-most-once': {
    'before both': [2, receipts(0, 1, 2, 3)],
    'between the two': [3, receipts(0, 1, 3)],
    'after both': [3, receipts(0, 1, 2, 3)],
  },
  'at-least-once': {
    'before both': [2, receipts(0, 1, 2, 3)],
    'between the two': [2, receipts(0, 1, 2, 2, 3)],
    'after both': [3, receipts(0, 1, 2, 3)],
  },
  'exactly-once': {
    'before both': [2, receipts(0, 1, 2, 3)],
    'between the two': [2, receipts(0, 1, 2, 3)],
    'after both': [3, receipts(0, 1, 2, 3)],
  },
}

const crashed = guarantees.flatMap((guarantee) => crashPoints.map((point) => [guarantee, point] as const))

test.each(crashed)('%s, crash %s', async (guarantee, point) => {
  const [from, to] = await topics()
  const worker = await join(from)
  const life = await worker.process(to, receipt, { guarantee, crash: { message: 2, point } })
  const [committed, found] = fates[guarantee][point]
  expect(life.crashed).toEqual({ message: 2, point, topic: from, partition: 0, offset: 2 })
  expect(life.committed).toBe(committed)
  expect(inspect(life)).toContain(`, then crashed at message 2 (${from} P0 @2), ${point} (`)
  expect(worker.status).toBe('crashed')
  expect(await committedBy(worker, from)).toBe(committed)
  const restarted = await file.lab.join(worker.group, from)
  await restarted.process(to, receipt, { guarantee })
  expect(await valuesIn(to)).toEqual(found)
  expect(await committedBy(worker, from)).toBe(4)
})

test('a restart frees the readers that the crash in a transaction held back', async () => {
  const [from, to] = await topics(1)
  const worker = await join(from)
  const reader = await file.lab.join(file.name('reader'), to)
  const all = await file.lab.join(file.name('reader'), to, { isolationLevel: 'read_uncommitted' })
  await worker.process(to, receipt, {
    guarantee: 'exactly-once',
    crash: { message: 0, point: 'between the two' },
  })
  await file.lab.produce(to, { value: 'behind it' })
  expect(await all.receive()).toHaveLength(2)
  const restarted = await file.lab.join(worker.group, from)
  await restarted.process(to, receipt, { guarantee: 'exactly-once' })
  // The aborted receipt is passed over; 'behind it' stands before the one that counts.
  expect((await reader.receive()).map(({ value }) => value)).toEqual(['behind it', 'receipt of m0'])
  expect((await all.receive()).map(({ value }) => value)).toEqual([
    'receipt of m0',
    'behind it',
    'receipt of m0',
  ])
})

test('a zombie that goes on with the transactional id of its partition is fenced, and begins behind what was committed', async () => {
  const [from, to] = await topics(2)
  const worker = await join(from)
  let taken = false
  const result = await worker.process(
    to,
    async (message) => {
      // Somebody else takes the partition's transactional id while the first message is in hand.
      const next = taken ? null : await file.lab.transaction(`${worker.group}/${from}/0`)
      taken = true
      await next?.sendOffsets(worker.group, message)
      await next?.send(to, { value: 'by the other' })
      await next?.commit()
      return receipt(message)
    },
    { guarantee: 'exactly-once' },
  )
  expect(result).toMatchObject({
    handled: 1,
    committed: 1,
    refused: [{ topic: from, partition: 0, offset: 0 }],
  })
  expect(result.refused[0]?.said).toMatch(/old epoch/)
  expect(await valuesIn(to)).toEqual(['by the other', 'receipt of m1'])
})

test('the end of one member’s process leaves alone what a rebalance gave to another', async () => {
  const [from, to] = [file.name('orders'), file.name('receipts')]
  await file.lab.provision([{ topic: from, partitions: 2 }, { topic: to }])
  for (const partition of [0, 1])
    for (const value of ['m0', 'm1']) await file.lab.produce(from, { value, partition })
  const first = await file.lab.join(file.name('worker'), from)
  const other: { processing: Promise<Processed> | null; go: () => void } = { processing: null, go: () => {} }
  const gone = new Promise<void>((resolve) => {
    other.go = resolve
  })
  // When it has committed in both partitions another member joins, is given one of them and begins there.
  const joinedBy = async (): Promise<void> => {
    const second = await file.lab.join(first.group, from, { as: 'C2' })
    const { members } = await file.lab.status(first.group)
    const given = members.find(({ name }) => name === 'C2')?.assigned[0]?.partition ?? -1
    await file.lab.produce(from, { value: 'm2', partition: given })
    await new Promise<void>((begun) => {
      const slow = async (message: Message): Promise<ReturnType<typeof receipt>> => {
        begun()
        await gone
        return receipt(message)
      }
      other.processing = second.process(to, slow, { guarantee: 'exactly-once' })
    })
  }
  let taken = 0
  const handler = async (message: Message): Promise<ReturnType<typeof receipt>> => {
    if (++taken === 4) await joinedBy()
    return receipt(message)
  }
  await first.process(to, handler, { guarantee: 'exactly-once' })
  other.go()
  expect(await other.processing).toMatchObject({ refused: [], committed: expect.any(Number) })
  expect((await file.lab.status(first.group)).lag).toEqual({ [from]: [0, 0] })
  expect((await valuesIn(to)).sort()).toEqual(receipts(0, 0, 1, 1, 2))
})

test('groups and topics whose names run together have transactional ids that differ', async () => {
  const [from, to] = await topics(1)
  const longer = `b-${from}`
  await file.lab.provision([{ topic: longer }])
  await more(longer, 1)
  const group = file.name('worker')
  const worker = await file.lab.join(`${group}-b`, from)
  const other = await file.lab.join(group, longer)
  const handler = async (message: Message): Promise<ReturnType<typeof receipt>> => {
    await other.process(to, receipt, { guarantee: 'exactly-once' })
    return receipt(message)
  }
  expect(await worker.process(to, handler, { guarantee: 'exactly-once' })).toMatchObject({
    handled: 1,
    refused: [],
  })
  expect(await valuesIn(to)).toEqual(receipts(0, 0))
})

describe('a handler that fails', () => {
  const failing = (message: Message): ReturnType<typeof receipt> => {
    if (message.value === 'm1') throw new Error('declined.')
    return receipt(message)
  }

  test.each([
    [
      'at-least-once',
      'Nothing was committed for it: mend the handler and process again, it begins with this message.',
      1,
    ],
    [
      'exactly-once',
      'Nothing of it was sent or committed: mend the handler and process again, it begins with this message.',
      1,
    ],
    [
      'at-most-once',
      'Its position was committed before, as at-most-once means: it does not come again. The messages after it were not touched.',
      2,
    ],
  ] as const)('%s', async (guarantee, fate, committed) => {
    const [from, to] = await topics(3)
    const worker = await join(from)
    expect(await refusal(worker.process(to, failing, { guarantee }))).toBe(
      `C1 of group '${worker.group}' stopped at offset 1 of ${from} P0, because its handler failed: declined. ${fate}`,
    )
    expect(await committedBy(worker, from)).toBe(committed)
    await worker.process(to, receipt, { guarantee })
    expect(await valuesIn(to)).toEqual(committed === 1 ? receipts(0, 1, 2) : receipts(0, 2))
  })

  test('by making what cannot be sent', async () => {
    const [from, to] = await topics(1)
    const worker = await join(from)
    const handler = (): { value: unknown; partition: number } => ({ value: 1, partition: 7 })
    expect(await refusal(worker.process(to, handler, { guarantee: 'exactly-once' }))).toMatch(
      /because its handler failed: Cannot produce to 'receipts-\d+': message 0 of 1 is for partition 7, and the topic has only partition 0\./,
    )
    expect(await committedBy(worker, from)).toBe(null)
  })
})

test.each(guarantees)(
  '%s: a session that is lost while a message is in hand costs what the guarantee allows, and no more',
  async (guarantee) => {
    const [from, to] = await topics(2)
    const worker = await join(from)
    let slow = true
    const result = await worker.process(
      to,
      async (message) => {
        if (slow) await loseSession(worker)
        slow = false
        return receipt(message)
      },
      { guarantee },
    )
    const values = await valuesIn(to)
    expect(values).toEqual(guarantee === 'at-least-once' ? receipts(0, 0, 1) : receipts(0, 1))
    if (guarantee === 'at-least-once') expect(result.refused).toHaveLength(1)
    expect(await committedBy(worker, from)).toBe(2)
  },
)

describe('a small inbox', () => {
  test.each(guarantees)('%s: an inbox that is full is not the log end', async (guarantee) => {
    holdingAtMost(10)
    const [from, to] = await topics(35)
    const worker = await join(from)
    expect(await worker.process(to, receipt, { guarantee })).toMatchObject({ handled: 35, committed: 35 })
    expect(await committedBy(worker, from)).toBe(35)
  })

  test('exactly-once: full of what another has committed, it goes on behind that', async () => {
    const holdingAsUsual = holdingAtMost(5)
    const [from, to] = await topics(20)
    const worker = await join(from)
    let taken = false
    const handler = async (message: Message): Promise<ReturnType<typeof receipt>> => {
      const next = taken ? null : await file.lab.transaction(`${worker.group}/${from}/0`)
      taken = true
      await next?.sendOffsets(worker.group, { topic: from, partition: 0, offset: 11 })
      await next?.commit()
      return receipt(message)
    }
    const result = await worker.process(to, handler, { guarantee: 'exactly-once' })
    expect(result).toMatchObject({ handled: 8, committed: 8, refused: [{ offset: 0 }] })
    holdingAsUsual()
    expect(await valuesIn(to)).toEqual(receipts(12, 13, 14, 15, 16, 17, 18, 19))
    expect(await committedBy(worker, from)).toBe(20)
  })

  test.each(guarantees)('%s: full of what was skipped, it says so', async (guarantee) => {
    holdingAtMost(5)
    const [from, to] = await topics(20)
    const worker = await join(from)
    const declined = (): never => {
      throw new Error('declined')
    }
    await worker.handle(declined, { onError: 'skip' })
    const result = await worker.process(to, receipt, { guarantee })
    expect(inspect(result)).toMatch(
      new RegExp(
        `^C1 of group '${worker.group}' handled 0 and committed 0, the inbox is full of what was passed over: acknowledge it, then process again \\(`,
      ),
    )
    await worker.ack(await worker.receive())
    expect(await worker.process(to, receipt, { guarantee })).toMatchObject({ handled: 15, committed: 15 })
  })
})

test('a message whose commit is refused time and again is said to block its partition', {
  timeout: 60_000,
}, async () => {
  const [from, to] = await topics(2)
  const worker = await join(from)
  let tries = 0
  const slow = async (message: Message): Promise<ReturnType<typeof receipt>> => {
    tries++
    await loseSession(worker)
    return receipt(message)
  }
  const result = await worker.process(to, slow, { guarantee: 'at-least-once' })
  expect(tries).toBe(5)
  expect(result).toMatchObject({
    handled: 5,
    committed: 0,
    blocked: [{ topic: from, partition: 0, offset: 0 }],
  })
  expect(inspect(result)).toContain(
    `, ${from} P0 stands still at 0: a rebalance came first 5 times (join with a longer sessionTimeoutMs, or handle faster) (`,
  )
  expect(await worker.process(to, receipt, { guarantee: 'at-least-once' })).toMatchObject({
    handled: 2,
    blocked: [],
  })
})

test('the stop button ends it between two messages', async () => {
  const [from, to] = await topics(3)
  const worker = await join(from)
  const handler = (message: Message): ReturnType<typeof receipt> => {
    if (message.value === 'm0') button.press()
    return receipt(message)
  }
  expect(await refusal(worker.process(to, handler, { guarantee: 'exactly-once' }))).toMatch(/^Interrupted/)
  await waitFor('it to have ended', async () => {
    const problem = await worker
      .process(to, receipt, { guarantee: 'exactly-once' })
      .catch((each: Error) => each)
    return problem instanceof Error ? undefined : true
  })
  expect(await valuesIn(to)).toEqual(receipts(0, 1, 2))
})

test.each(guarantees)('%s: it is ended when the topic that it sends to is made fresh', async (guarantee) => {
  const [from, to] = await topics(3)
  const worker = await join(from)
  const inHand: { go: () => void; begun: () => void } = { go: () => {}, begun: () => {} }
  const gone = new Promise<void>((resolve) => {
    inHand.go = resolve
  })
  const begun = new Promise<void>((resolve) => {
    inHand.begun = resolve
  })
  const slow = async (message: Message): Promise<ReturnType<typeof receipt>> => {
    inHand.begun()
    await gone
    return receipt(message)
  }
  const processing = refusal(worker.process(to, slow, { guarantee }))
  await begun
  const fresh = file.lab.provision([{ topic: to }], { fresh: true })
  await waitFor('it to be ended', () => worker.status === 'ended' || undefined)
  inHand.go()
  expect(await fresh).toMatchObject([{ outcome: 'created' }])
  expect(await processing).toBe(
    `C1 of group '${worker.group}' was ended when ${to} was made fresh: run its join cell again.`,
  )
  expect((await file.lab.describe(to))[0]).toMatchObject({ start: 0, end: 0 })
})

describe('what is refused before anything is read', () => {
  test('no handler, no guarantee, no crash that can be, a topic that it reads or that is not there', async () => {
    const [from, to] = await topics(1)
    const worker = await join(from)
    const cannot = `C1 of group '${worker.group}' cannot process`
    const good = { guarantee: 'at-most-once' } as const
    const said = (to: string, handler: unknown, options: unknown): Promise<string> =>
      refusal(worker.process(to, handler as typeof receipt, options as typeof good))
    expect(await said(to, 7, good)).toBe(
      `${cannot} with 7: wanted a function from a message to what is sent. Write process('${to}', message => ({ key, value }), { guarantee }).`,
    )
    expect(await said(to, receipt, undefined)).toBe(
      `${cannot} with that guarantee: wanted 'at-most-once', 'at-least-once' or 'exactly-once', found undefined. Name one of these.`,
    )
    expect(await said(to, receipt, { ...good, crash: { message: 0 } })).toBe(
      `${cannot} with that crash: wanted 'before both', 'between the two' or 'after both' for point, found undefined. Mend it, or leave it out.`,
    )
    expect(await said(from, receipt, good)).toBe(
      `${cannot} into '${from}', which it reads itself: it would never come to an end. Name another topic.`,
    )
    expect(await said('nowhere', receipt, good)).toMatch(
      new RegExp(`^${cannot} into 'nowhere': topic 'nowhere' does not exist`),
    )
    expect(await worker.process(to, receipt, good)).toMatchObject({ handled: 1 })
  })

  test('while another process of it is under way, and when it is gone', async () => {
    const [from, to] = await topics(1)
    const worker = await join(from)
    let inner = ''
    const handler = async (message: Message): Promise<ReturnType<typeof receipt>> => {
      inner = await refusal(worker.handle(() => {}))
      return receipt(message)
    }
    await worker.process(to, handler, { guarantee: 'at-least-once' })
    expect(inner).toBe(
      `C1 of group '${worker.group}' cannot handle: its last process() is not over, because a handler of it has not come back or waits for its next try. Await that first, or run its join cell again.`,
    )
    await worker.leave()
    expect(await refusal(worker.process(to, receipt, { guarantee: 'at-least-once' }))).toBe(
      `C1 of group '${worker.group}' cannot process: it has left the group. Run its join cell again for a new C1.`,
    )
  })
})
