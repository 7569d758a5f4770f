import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Transaction } from '../../src/kafka/transaction-handle.js'
import { waitFor } from '../../src/wait.js'
import { type Foreigner, foreigner } from '../lab/foreign.js'
import { withLab } from '../lab/with-lab.js'

const file = withLab()
let foreign: Foreigner

beforeAll(async () => {
  foreign = await foreigner(file.state.connection.cluster.brokers)
})

afterAll(() => foreign?.close())

/** What kafkajs itself hands out of a topic, to a message 'end'. */
async function stockValues(topic: string): Promise<string[]> {
  const consumer = foreign.kafka.consumer({ groupId: file.name('stock'), maxWaitTimeInMs: 50 })
  const values: string[] = []
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning: true })
  await consumer.run({
    eachMessage: async ({ message }) => {
      values.push(JSON.parse(String(message.value)))
    },
  })
  await waitFor('kafkajs to read to the end', () => (values.includes('end') ? true : undefined))
  await consumer.disconnect()
  return values
}

test('transactions that overlap: kafkajs hands out aborted messages, a member of the lab does not', async () => {
  const topic = file.name('topic')
  await file.lab.provision([{ topic }])
  const begin = async (value: string): Promise<Transaction> => {
    const tx = await file.lab.transaction(file.name('tx'), { timeoutMs: 60_000 })
    await tx.send(topic, { value })
    return tx
  }
  // The one that began first is aborted last: Kafka lists the aborted ones by their ends.
  const [one, two, good] = [await begin('never 1'), await begin('never 2'), await begin('good')]
  await two.abort()
  await one.abort()
  await good.commit()
  await file.lab.produce(topic, { value: 'end' })
  const member = await file.lab.join(file.name('G'), topic)
  const seen = await member.receive()
  expect(seen.map(({ value }) => value)).toEqual(['good', 'end'])
  expect(await member.ack(seen)).toMatchObject({ committed: [{ offset: 7 }] })
  expect(await stockValues(topic)).toEqual(['never 1', 'good', 'end'])
})

test('a log of nothing but aborted messages: the position passes them', async () => {
  const topic = file.name('topic')
  await file.lab.provision([{ topic }])
  for (const value of ['never 1', 'never 2']) {
    const tx = await file.lab.transaction(file.name('tx'))
    await tx.send(topic, { value })
    await tx.abort()
  }
  const member = await file.lab.join(file.name('G'), topic)
  expect(await member.receive()).toEqual([])
  const [sent] = await file.lab.produce(topic, { value: 'good' })
  expect((await member.receive()).map(({ offset }) => offset)).toEqual([sent?.offset])
})
