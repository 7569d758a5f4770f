import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { deadLetter } from '../../src/model/on-error.js'
import { refusal, withLab } from '../lab/with-lab.js'

const file = withLab()

const declined = (): never => {
  throw new Error('card declined')
}

/** A topic of two partitions and its dead letter queue, with nothing in either. */
async function topicAndQueue(): Promise<{ topic: string; queue: string }> {
  const topic = file.name('orders')
  const queue = `${topic}.DLQ`
  await file.lab.provision([{ topic, partitions: 2 }, { topic: queue }])
  return { topic, queue }
}

/** Sends messages and lets all of them end in the queue. */
async function fail(topic: string, queue: string, ...ids: number[]): Promise<void> {
  await file.lab.produce(
    topic,
    ids.map((id) => ({
      key: `k${id}`,
      value: { id },
      headers: { source: 'web', error: 'its own' },
      partition: id % 2,
    })),
  )
  const member = await file.lab.join('workers', topic)
  await member.handle(declined, { onError: deadLetter(queue) })
  await member.leave()
}

const endsOf = async (topic: string): Promise<number[]> =>
  (await file.lab.describe(topic)).map(({ end }) => end)

test('messages go back to the end of their partition, as they were, once', async () => {
  const { topic, queue } = await topicAndQueue()
  await fail(topic, queue, 1, 2, 3)
  await file.lab.produce(topic, { key: 'later', value: { id: 9 }, partition: 1 })
  const { redriven, left } = await file.lab.redrive(queue)
  expect(redriven.map((each) => [each.topic, each.partition, each.offset]).sort()).toEqual([
    [topic, 0, 1],
    [topic, 1, 3],
    [topic, 1, 4],
  ])
  expect(left).toEqual([])
  const seen = await (await file.lab.join(file.name('G'), topic)).receive()
  expect(seen.filter(({ partition }) => partition === 1).map(({ value }) => value.id)).toEqual([
    1, 3, 9, 1, 3,
  ])
  const [first, , , again] = seen.filter(({ partition }) => partition === 1)
  const { offset, ...before } = { ...first }
  expect([offset, { ...again }]).toEqual([0, { ...before, offset: 3 }])
  expect(again?.headers).toEqual({ source: 'web', error: 'its own' })
  expect(await file.lab.redrive(queue)).toEqual({ redriven: [], left: [] })
  expect(await endsOf(topic)).toEqual([2, 5])
})

test('what comes into the queue afterwards is new', async () => {
  const { topic, queue } = await topicAndQueue()
  await fail(topic, queue, 2)
  await file.lab.redrive(queue)
  await fail(topic, queue, 4)
  const { redriven } = await file.lab.redrive(queue)
  // The one that was sent back failed again, and came again.
  expect(redriven.map(({ offset }) => offset)).toEqual([3, 4])
  expect(await endsOf(topic)).toEqual([5, 0])
})

test('what fails again while it goes on is new to the next', async () => {
  const { topic, queue } = await topicAndQueue()
  const headers = { 'original-topic': topic, 'original-partition': '0', 'original-offset': '0' }
  await file.lab.produce(
    queue,
    Array.from({ length: 600 }, (_, id) => ({ value: { id }, headers })),
  )
  const worker = await file.lab.join('workers', topic)
  const work = await worker.work(declined, { onError: deadLetter(queue) })
  expect((await file.lab.redrive(queue)).redriven).toHaveLength(600)
  await work.stop()
  const [again = 0] = await endsOf(queue)
  expect(again).toBeGreaterThan(600)
  expect((await file.lab.redrive(queue)).redriven).toHaveLength(again - 600)
})

test('two at once send each message once', async () => {
  const { topic, queue } = await topicAndQueue()
  await fail(topic, queue, 2, 4, 6)
  const both = await Promise.all([file.lab.redrive(queue), file.lab.redrive(queue)])
  expect(both.map(({ redriven }) => redriven.length)).toEqual([3, 0])
  expect(await endsOf(topic)).toEqual([6, 0])
})

test('a message that does not say where it came from is left, and counted once', async () => {
  const { topic, queue } = await topicAndQueue()
  await fail(topic, queue, 2)
  await file.lab.produce(queue, [
    { value: 'whose?' },
    { value: 'mine', headers: { 'original-topic': topic } },
  ])
  await fail(topic, queue, 4)
  const result = await file.lab.redrive(queue)
  expect(result.redriven).toHaveLength(2)
  const why = 'the headers name no origin'
  expect(result.left).toEqual([
    { partition: 0, offset: 1, why },
    { partition: 0, offset: 2, why },
  ])
  expect(await file.lab.redrive(queue)).toEqual({ redriven: [], left: [] })
  expect(await endsOf(queue)).toEqual([4])
})

test('what cannot go back is left with the reason, and keeps nothing from going back; a reset tries it again', async () => {
  const { topic, queue } = await topicAndQueue()
  const gone = file.name('gone')
  const from = (name: string, partition: number): Record<string, string> => {
    return { 'original-topic': name, 'original-partition': String(partition), 'original-offset': '0' }
  }
  await file.lab.produce(queue, [
    { value: 0, headers: from(gone, 0) },
    { value: 1, headers: from(topic, 1) },
    { value: 2, headers: from(topic, 2) },
    { value: 3, headers: from(topic, 0) },
  ])
  const result = await file.lab.redrive(queue)
  expect(result.redriven.map(({ partition }) => partition)).toEqual([1, 0])
  expect(result.left).toEqual([
    { partition: 0, offset: 0, why: `topic '${gone}' does not exist` },
    { partition: 0, offset: 2, why: `topic '${topic}' has no partition 2` },
  ])
  expect(inspect(result)).toBe(
    `2 of '${queue}' sent back to ${topic}, to the end of their partitions; ` +
      `1 left in '${queue}' (P0 @0), because topic '${gone}' does not exist; ` +
      `1 left in '${queue}' (P0 @2), because topic '${topic}' has no partition 2; ` +
      `to try again from P0 @0 on: lab.reset('redrive.${queue}', { partition: 0, to: 0 })`,
  )
  expect(await file.lab.redrive(queue)).toEqual({ redriven: [], left: [] })
  await file.lab.provision([{ topic: gone }])
  await file.lab.reset(`redrive.${queue}`, { partition: 0, to: 0 })
  expect((await file.lab.redrive(queue)).redriven[0]).toMatchObject({ topic: gone, partition: 0, offset: 0 })
})

test('a queue that was made fresh begins anew', async () => {
  const { topic, queue } = await topicAndQueue()
  await fail(topic, queue, 2, 4)
  await file.lab.redrive(queue)
  await file.lab.provision([{ topic, partitions: 2 }, { topic: queue }], { fresh: true })
  await fail(topic, queue, 6)
  expect((await file.lab.redrive(queue)).redriven).toMatchObject([
    { value: Buffer.from('{"id":6}'), offset: 1 },
  ])
})

test('a queue that does not exist', async () => {
  await topicAndQueue()
  expect(await refusal(file.lab.redrive('missing.DLQ'))).toMatch(
    /^Cannot redrive 'missing\.DLQ': topic 'missing\.DLQ' does not exist \(there are .*\)\. Check the name, or run the cell that provisions it\.$/,
  )
})

test('the result prints in one line', async () => {
  const { topic, queue } = await topicAndQueue()
  await fail(topic, queue, 2, 4)
  await file.lab.produce(queue, { value: 'whose?' })
  expect(inspect(await file.lab.redrive(queue))).toBe(
    `2 of '${queue}' sent back to ${topic}, to the end of their partitions; 1 left in '${queue}' (P0 @2), because the headers name no origin`,
  )
  expect(inspect(await file.lab.redrive(queue))).toBe(`nothing new in '${queue}'`)
})
