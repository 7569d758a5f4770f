import { createRequire } from 'node:module'
import { inspect } from 'node:util'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Handler } from '../../src/kafka/attempt.js'
import type { Message } from '../../src/kafka/message.js'
import type { Work } from '../../src/kafka/work-handle.js'
import { deadLetter, retry } from '../../src/model/on-error.js'
import { waitFor } from '../../src/wait.js'
import { holdingAtMost } from '../lab/holding-at-most.js'
import { stopButton } from '../lab/interrupted.js'
import { failure, refusal, withLab } from '../lab/with-lab.js'

/** kafkajs' own connection to a broker, through which every request goes. */
const { prototype } = createRequire(import.meta.url)('kafkajs/src/network/connection.js') as {
  prototype: { send(entry: { request: { apiName: string } }): Promise<unknown> }
}

const file = withLab()
const button = stopButton()

/** A member alone on the partitions of a new topic. */
async function alone(partitions = 1) {
  const [topic, group] = [file.name('orders'), file.name('G')]
  await file.lab.provision([{ topic, partitions }])
  return { topic, group, member: await file.lab.join(group, topic) }
}

/** A handler that does not come back before `open` is called, and the messages that it was given. */
function gated(then: () => void = () => {}): { handler: Handler; open(): void; given: Message[] } {
  const given: Message[] = []
  let open = (): void => {}
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  const handler = async (message: Message): Promise<void> => {
    given.push(message)
    await gate
    then()
  }
  return { handler, open, given }
}

const untilGiven = (given: Message[]): Promise<Message> =>
  waitFor('the handler to be at work', () => given[0])

const send = (topic: string, ...ids: number[]) =>
  file.lab.produce(
    topic,
    ids.map((id) => ({ value: { id }, partition: 0 })),
  )

test('what is there and what comes is handled and acknowledged, and stop() goes to the log end first', async () => {
  const { topic, group, member } = await alone()
  await send(topic, 0, 1)
  const ids: number[] = []
  const work = await member.work(async ({ value }) => void ids.push(value.id))
  await waitFor('the first two to be handled', () => (ids.length === 2 ? true : undefined))
  await send(topic, 2)
  await waitFor('the third one to be handled', () => (ids.length === 3 ? true : undefined))
  expect(work.status).toBe('running')
  await send(topic, 3, 4)
  const handling = await work.stop()
  expect(ids).toEqual([0, 1, 2, 3, 4])
  expect(handling).toEqual({ handled: 5, failed: 0, retried: 0, deadLettered: 0, blocked: [], refused: [] })
  expect(await work.stop()).toEqual(handling)
  expect((await file.lab.status(group)).lag).toEqual({ [topic]: [0] })
  await send(topic, 5)
  expect(await member.handle(({ value }) => void ids.push(value.id))).toMatchObject({ handled: 1 })
})

test('where the log ends is asked for once a second, however often something comes', async () => {
  const { topic, member } = await alone()
  const sending = vi.spyOn(prototype, 'send')
  onTestFinished(() => sending.mockRestore())
  const began = performance.now()
  let handled = 0
  const work = await member.work(async () => void handled++)
  for (let id = 0; id < 40; id++) {
    await send(topic, id)
    await waitFor('it to be handled', () => (handled > id ? true : undefined))
  }
  const seconds = (performance.now() - began) / 1000
  const asked = sending.mock.calls.filter(([{ request }]) => request.apiName === 'ListOffsets')
  expect(asked.length).toBeGreaterThan(0)
  expect(asked.length).toBeLessThanOrEqual(2 * (seconds + 1)) // kafkajs asks for both ends
  await work.stop()
})

test('what became of a message is told at once, not when all that came with it is handled', async () => {
  const { topic, group, member } = await alone()
  await send(topic, 0, 1)
  const last = gated()
  const work = await member.work((message) => (message.offset === 0 ? undefined : last.handler(message)))
  await untilGiven(last.given)
  expect(work.handling).toMatchObject({ handled: 1 })
  expect(inspect(work)).toBe(`C1 of group '${group}' is at work, 1 message so far; stop() ends it`)
  last.open()
  expect(await work.stop()).toMatchObject({ handled: 2 })
})

test('a member that is at work does not handle beside it, and a new work takes the place of the old', async () => {
  const { topic, group, member } = await alone()
  const first = await member.work(() => {})
  expect(await refusal(member.handle(() => {}))).toBe(
    `C1 of group '${group}' cannot handle: it is at work already, and its work() handles what comes. Call stop() on that first.`,
  )
  const ids: number[] = []
  const second = await member.work(({ value }) => void ids.push(value.id))
  await send(topic, 7)
  expect(await second.stop()).toMatchObject({ handled: 1 })
  expect(first.status).toBe('ended')
  expect(inspect(first)).toBe(
    `The work of C1 of group '${group}' was replaced by one that began later: stop that one.`,
  )
  expect(await first.stop()).toMatchObject({ handled: 0 })
})

test('it ends with its member: left, crashed, replaced', async () => {
  const { topic, group, member } = await alone()
  await send(topic, 0)
  const ended = async (work: Work): Promise<string> => {
    await waitFor('the work to end', () => (work.status === 'ended' ? true : undefined))
    await work.stop()
    return inspect(work)
  }
  const first = await member.work(() => {})
  await member.leave()
  expect(await ended(first)).toBe(
    `The work of C1 of group '${group}' ended with it: it has left. Run its join cell again for a new C1.`,
  )
  const second = await file.lab.join(group, topic)
  const crashing = await second.work(() => {})
  await second.crash()
  expect(await ended(crashing)).toBe(
    `The work of C1 of group '${group}' ended with it: it has crashed. Run its join cell again for a new C1.`,
  )
  const replaced = await (await file.lab.join(group, topic)).work(() => {})
  await file.lab.join(group, topic)
  expect(await ended(replaced)).toMatch(/^C1 of group '.+' was replaced by a member of the same name/)
})

test('stop() goes to the log end through a rebalance, be it in the last round', async () => {
  const { topic, group, member } = await alone(2)
  const [first, last] = [gated(), gated()]
  // Of the last partition, so that what comes later is for the last round.
  await file.lab.produce(topic, { value: { id: 0 }, partition: 1 })
  const work = await member.work((message) => (message.value.id === 0 ? first : last).handler(message))
  await untilGiven(first.given)
  const stopping = work.stop()
  const rest = [0, 1].flatMap((partition) => [1, 2].map((id) => ({ value: { id }, partition })))
  await file.lab.produce(topic, rest)
  first.open()
  await untilGiven(last.given)
  await file.lab.join(group, topic, { as: 'C2' })
  last.open()
  await stopping
  const owned = member.assigned.map(({ partition }) => partition)
  const lag = (await file.lab.status(group)).lag[topic]
  expect(owned.map((partition) => lag?.[partition])).toEqual([0])
})

test('stop() goes to the log end through more messages than an inbox holds', async () => {
  const { topic, group, member } = await alone()
  const { handler, open, given } = gated()
  holdingAtMost(2)
  await send(topic, 0, 1, 2, 3, 4, 5, 6)
  const work = await member.work(handler)
  await untilGiven(given)
  const stopping = work.stop()
  open()
  expect(inspect(await stopping)).toBe(`C1 of group '${group}' handled 7 messages`)
})

test('what fails after stop() was called is said: a member that crashes, a dead letter queue that is gone', async () => {
  const { topic, group, member } = await alone()
  await send(topic, 0, 1)
  const first = gated()
  const crashing = await member.work(first.handler)
  await untilGiven(first.given)
  const said = refusal(crashing.stop())
  await member.crash()
  first.open()
  expect(await said).toBe(
    `The work of C1 of group '${group}' did not come to the log end: it has crashed. Run its join cell again for a new C1.`,
  )
  expect([crashing.status, await refusal(crashing.stop())]).toEqual(['failed', await said])
  const [next, dlq] = [await alone(), file.name('dlq')]
  await file.lab.provision([{ topic: dlq }])
  await send(next.topic, 0)
  const second = gated(() => {
    throw new Error('declined')
  })
  const failing = await next.member.work(second.handler, { onError: deadLetter(dlq) })
  await untilGiven(second.given)
  const stopping = refusal(failing.stop())
  await file.state.connection.admin.deleteTopics({
    topics: [`${file.state.connection.cluster.prefix}${dlq}`],
  })
  second.open()
  expect(await stopping).toMatch(new RegExp(`^The work of C1 of group '${next.group}' has failed: .*${dlq}`))
  expect(failing.status).toBe('failed')
})

test('a pull that fails is done again, and only so many in a row end the work', async () => {
  const { topic, group, member } = await alone()
  const looks = vi.spyOn(file.state.connection.admin, 'fetchTopicOffsets')
  onTestFinished(() => looks.mockRestore())
  looks.mockRejectedValueOnce(new Error('The coordinator moves.'))
  const work = await member.work(() => {})
  await send(topic, 0)
  await waitFor('the message to be handled', () => (work.handling.handled === 1 ? true : undefined))
  expect(work.status).toBe('running')
  looks.mockRejectedValue(new Error('The broker is mute.'))
  await waitFor('the work to fail', () => (work.status === 'failed' ? true : undefined))
  expect(await refusal(work.stop())).toBe(
    `The work of C1 of group '${group}' has failed: The broker is mute.`,
  )
})

test('a crashed member neither tries again nor writes dead letters; what its handler fails with comes to nothing', async () => {
  const { topic, group, member } = await alone()
  const dlq = file.name('dlq')
  await file.lab.provision([{ topic: dlq }])
  await send(topic, 0)
  const { handler, open, given } = gated(() => {
    throw new Error('declined')
  })
  const onError = retry({ times: 3, backoffMs: 1, otherwise: deadLetter(dlq) })
  const work = await member.work(handler, { onError })
  await untilGiven(given)
  await member.crash()
  open()
  await waitFor('the work to end', () => (work.status === 'ended' ? true : undefined))
  expect(given).toHaveLength(1)
  expect((await file.lab.describe(dlq)).map(({ end }) => end)).toEqual([0])
  expect(work.handling).toMatchObject({ failed: 0, retried: 0, deadLettered: 0 })
  expect((await file.lab.status(group)).committed).toEqual({ [topic]: [null] })
})

test('a member that leaves at work acknowledges what it has in hand first, and begins with nothing more', async () => {
  const { topic, group, member } = await alone()
  const heir = await file.lab.join(group, topic, { as: 'C2' })
  const [owner, other] = member.assigned.length > 0 ? [member, heir] : [heir, member]
  await send(topic, 0, 1)
  const { handler, open, given } = gated()
  const work = await owner.work(handler)
  await untilGiven(given)
  const leaving = owner.leave()
  await waitFor('the work to be ended', () => (work.status === 'ended' ? true : undefined))
  expect(owner.status).toBe('member')
  open()
  await leaving
  expect(work.handling).toMatchObject({ handled: 1, refused: [] })
  const ids: number[] = []
  await other.handle(({ value }) => void ids.push(value.id))
  expect([given.map(({ value }) => value.id), ids]).toEqual([[0], [1]])
})

test('stop() in its own handler does not wait for itself', async () => {
  const { topic, group, member } = await alone()
  await send(topic, 0, 1, 2)
  const said: unknown[] = []
  const work = await member.work(async ({ value }) => {
    if (value.id === 1) said.push(await work.stop())
  })
  await waitFor('the handler to be told', () => (said.length > 0 ? true : undefined))
  expect(said).toMatchObject([{ handled: 1 }])
  expect(await work.stop()).toMatchObject({ handled: 3 })
  expect(inspect(work)).toBe(`the work of C1 of group '${group}' was stopped: 3 messages handled`)
})

test('a member leaves in its own handler without waiting for that', async () => {
  const { topic, group, member } = await alone()
  await send(topic, 0)
  const work = await member.work(async () => void (await member.leave()))
  await waitFor('the acknowledgement to be refused', () => work.handling.refused[0])
  expect(work.handling).toMatchObject({
    handled: 1,
    refused: [
      {
        topic,
        partition: 0,
        offset: 0,
        said: `C1 of group '${group}' cannot acknowledge: it has left the group. Run its join cell again for a new C1.`,
      },
    ],
  })
})

test('a handler that fails keeps its partition still until a rebalance, and is not called again and again', async () => {
  const { topic, group, member } = await alone()
  await send(topic, 0, 1, 2)
  const calls: number[] = []
  let bad = true
  const work = await member.work(async ({ value }: Message) => {
    calls.push(value.id)
    if (bad && value.id === 1) throw new Error('declined')
  })
  await waitFor('the partition to stand still', () => work.handling.blocked[0])
  await send(topic, 3)
  await member.receive()
  expect(calls).toEqual([0, 1])
  expect(work.handling).toMatchObject({
    failed: 1,
    blocked: [{ topic, partition: 0, offset: 1, error: 'declined' }],
  })
  bad = false
  await file.lab.join(group, topic, { as: 'C2' })
  await waitFor('the rest to be handled', () => (work.handling.handled === 4 ? true : undefined))
  expect(calls).toEqual([0, 1, 1, 2, 3])
  expect(await work.stop()).toMatchObject({ handled: 4, blocked: [] })
})

test('what is no handler is refused', async () => {
  const { group, member } = await alone()
  const problem = await failure(member.work(undefined as never))
  expect(problem.message).toBe(
    `C1 of group '${group}' cannot handle with undefined: wanted a function of a message. Write handle(async message => { … }).`,
  )
})

test('the stop button during a rebalance ends the cell that joins, not the work of the others', async () => {
  const { topic, group, member } = await alone(2)
  const slow = await file.lab.join(group, topic, { as: 'C2' })
  const mine = member.assigned[0]?.partition as number
  let release = (): void => {}
  const gate = new Promise<void>((resolve) => {
    release = resolve
  })
  let begun = false
  const held = await slow.work(
    async () => {
      begun = true
      await gate
    },
    { heartbeats: 'between messages' },
  )
  await file.lab.produce(topic, { value: 1, partition: 1 - mine })
  await waitFor('the slow handler to begin', () => begun || undefined)
  const ids: number[] = []
  const work = await member.work(({ value }) => void ids.push(value.id))
  const joining = refusal(file.lab.join(group, topic, { as: 'C3' }))
  await waitFor('the rebalance to begin', () => member.status === 'rebalancing' || undefined)
  let presses = 0
  const press = (): true | undefined => {
    button.press()
    return ++presses > 20 || undefined
  }
  await waitFor('some presses', press, { background: true })
  expect(await joining).toMatch(/^Interrupted /)
  release()
  await waitFor('the rebalance to end', () => member.status === 'member' || undefined)
  expect([work.status, held.status]).toEqual(['running', 'running'])
  await file.lab.startOver()
})
