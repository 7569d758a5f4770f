import { afterAll, beforeAll, expect, test } from 'vitest'
import { waitFor } from '../../src/wait.js'
import { type Foreigner, foreigner } from '../lab/foreign.js'
import { withLab } from '../lab/with-lab.js'

const file = withLab()
let foreign: Foreigner

beforeAll(async () => {
  foreign = await foreigner(file.state.connection.cluster.brokers)
})

afterAll(() => foreign?.close())

const endOf = async (topic: string): Promise<number> => (await file.lab.describe(topic))[0]?.end ?? 0

/** The answer to a commit or an abort comes before its control record: waits until readers may pass that. */
const untilEnd = (topic: string, end: number): Promise<unknown> =>
  waitFor(`the last stable offset of ${topic} to be ${end}`, async (saw) => {
    const found = await endOf(topic)
    saw(`${found}`)
    return found === end ? true : undefined
  })

/** Sends values in one transaction of somebody else's producer, and ends it so. */
async function transaction(topic: string, values: string[], end: 'commit' | 'abort'): Promise<void> {
  const before = await endOf(topic)
  const producer = foreign.kafka.producer({
    transactionalId: file.name('tx'),
    idempotent: true,
    maxInFlightRequests: 1,
  })
  await producer.connect()
  const open = await producer.transaction()
  await open.send({ topic, messages: values.map((value) => ({ value: JSON.stringify(value) })) })
  await open[end]()
  await producer.disconnect()
  await untilEnd(topic, before + values.length + 1)
}

async function topicOf(): Promise<string> {
  const topic = file.name('topic')
  await file.lab.provision([{ topic }])
  return topic
}

test('committed messages come, aborted ones do not, and the position passes both and their control records', async () => {
  const topic = await topicOf()
  await transaction(topic, ['a', 'b'], 'commit')
  await transaction(topic, ['never', 'never'], 'abort')
  await file.lab.produce(topic, { value: 'c' })
  const member = await file.lab.join(file.name('G'), topic)
  const seen = await member.receive()
  // 0 and 1, control record 2, aborted 3 and 4, control record 5, then 6.
  expect(seen.map(({ offset, value }) => [offset, value])).toEqual([
    [0, 'a'],
    [1, 'b'],
    [6, 'c'],
  ])
  const [, , last] = seen
  expect(await member.ack(last ?? [])).toMatchObject({ committed: [], held: 1 })
  expect(await member.ack(seen)).toMatchObject({ committed: [{ offset: 7 }], held: 0 })
  expect((await file.lab.status(member.group)).lag).toEqual({ [topic]: [0] })
})

test('a log that ends with an aborted transaction: receive returns, and acknowledging all is a lag of 0', async () => {
  const topic = await topicOf()
  const [sent] = await file.lab.produce(topic, { value: 'a' })
  await transaction(topic, ['never'], 'abort')
  const member = await file.lab.join(file.name('G'), topic)
  const seen = await member.receive()
  expect(seen.map(({ offset }) => offset)).toEqual([sent?.offset])
  expect(await member.ack(seen)).toMatchObject({ committed: [{ offset: 3 }] })
  expect((await file.lab.status(member.group)).lag).toEqual({ [topic]: [0] })
})

test('nothing but aborted transactions: receive is empty and does not hang, before and after', async () => {
  const topic = await topicOf()
  await transaction(topic, ['never', 'never'], 'abort')
  const member = await file.lab.join(file.name('G'), topic)
  expect(await member.receive()).toEqual([])
  await transaction(topic, ['never'], 'abort')
  expect(await member.receive()).toEqual([])
  await transaction(topic, ['at last'], 'commit')
  expect((await member.receive()).map(({ value }) => value)).toEqual(['at last'])
})

test('an open transaction is not waited for: the end is the last stable offset', async () => {
  const topic = await topicOf()
  await file.lab.produce(topic, { value: 'before' })
  const producer = foreign.kafka.producer({
    transactionalId: file.name('tx'),
    idempotent: true,
    maxInFlightRequests: 1,
  })
  await producer.connect()
  const open = await producer.transaction()
  await open.send({ topic, messages: [{ value: '"open"' }] })
  const member = await file.lab.join(file.name('G'), topic)
  expect((await member.receive()).map(({ value }) => value)).toEqual(['before'])
  await open.commit()
  await producer.disconnect()
  await untilEnd(topic, 3)
  expect((await member.receive()).map(({ value }) => value)).toEqual(['before', 'open'])
})
