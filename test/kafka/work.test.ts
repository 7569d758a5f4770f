import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import type { Message } from '../../src/kafka/message.js'
import type { Work } from '../../src/kafka/work-handle.js'
import { waitFor } from '../../src/wait.js'
import { stopButton } from '../lab/interrupted.js'
import { failure, refusal, withLab } from '../lab/with-lab.js'

const file = withLab()
const button = stopButton()

/** A member alone on the partitions of a new topic. */
async function alone(partitions = 1) {
  const [topic, group] = [file.name('orders'), file.name('G')]
  await file.lab.provision([{ topic, partitions }])
  return { topic, group, member: await file.lab.join(group, topic) }
}

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
  expect(await ended(first)).toBe(`The work of C1 of group '${group}' ended with it: it has left.`)
  const second = await file.lab.join(group, topic)
  const crashing = await second.work(() => {})
  await second.crash()
  expect(await ended(crashing)).toBe(`The work of C1 of group '${group}' ended with it: it has crashed.`)
  const replaced = await (await file.lab.join(group, topic)).work(() => {})
  await file.lab.join(group, topic)
  expect(await ended(replaced)).toMatch(/^C1 of group '.+' was replaced by a member of the same name/)
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
