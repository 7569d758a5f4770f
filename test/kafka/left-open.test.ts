import { expect, test } from 'vitest'
import { abortLeftOpen } from '../../src/kafka/left-open.js'
import type { Message } from '../../src/kafka/message.js'
import type { NewMessage } from '../../src/kafka/produce.js'
import { withLab } from '../lab/with-lab.js'

const file = withLab()

const longMs = 600_000

/** Where a reader of committed messages comes to an end. */
const lastStable = async (topic: string): Promise<number> => {
  const { admin } = file.state.connection
  return Number((await admin.fetchTopicOffsets(topic))[0]?.high)
}

test('a transaction whose producer crashed is aborted when a topic of it is made fresh, and not in the next one', async () => {
  const [topic, other, id] = [file.name('receipts'), file.name('other'), file.name('billing')]
  await file.lab.provision([{ topic }, { topic: other }])
  const tx = await file.lab.transaction(id, { timeoutMs: longMs })
  await tx.send(topic, { key: 'a', value: 1 })
  await tx.crash()
  expect([...file.state.leftOpen]).toEqual([[id, new Set([topic])]])
  await abortLeftOpen(file.state, [other])
  expect(await lastStable(topic)).toBe(0)
  await abortLeftOpen(file.state, [topic])
  // The message and the end of its transaction.
  expect(await lastStable(topic)).toBe(2)
  expect(file.state.leftOpen.size).toBe(0)
})

test('a process that crashes in its transaction leaves it so, until one with the same id or a fresh topic comes', async () => {
  const [from, to] = [file.name('orders'), file.name('receipts')]
  await file.lab.provision([{ topic: from }, { topic: to }])
  await file.lab.produce(from, [
    { key: 'a', value: 1 },
    { key: 'a', value: 2 },
  ])
  const group = file.name('worker')
  const crashing = { guarantee: 'exactly-once', crash: { message: 1, point: 'between the two' } } as const
  const copy = ({ key, value }: Message): NewMessage => ({ key, value })
  const one = await file.lab.join(group, from, { sessionTimeoutMs: 500 })
  await one.process(to, copy, crashing)
  expect([...file.state.leftOpen]).toEqual([[`${group}/${from}/0`, new Set([to])]])
  const two = await file.lab.join(group, from)
  await two.process(to, copy, { guarantee: 'exactly-once' })
  expect(file.state.leftOpen.size).toBe(0)
  await two.leave()

  const three = await file.lab.join(file.name('worker'), from, { sessionTimeoutMs: 500 })
  await three.process(to, copy, crashing)
  await file.lab.provision([{ topic: to }], { fresh: true })
  expect(file.state.leftOpen.size).toBe(0)
  expect(await lastStable(to)).toBe(0)
})
