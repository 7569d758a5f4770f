import { expect, test } from 'vitest'
import { TooFewInSync, watchInSync } from '../../src/kafka/too-few.js'

const message = { value: 'one' }
const at = (
  isr: number[],
  replicas = [1, 2, 3],
  offlineReplicas = replicas.filter((id) => !isr.includes(id)),
) => ({
  partitionId: 4,
  isr,
  replicas,
  offlineReplicas,
})
const noted = Promise.resolve()

/** A watch of one request, that has been told of a first retry and has learnt what the topic wants. */
async function watching(least: () => Promise<number | null>) {
  const watch = watchInSync()
  watch.begin([message], least)
  watch.again(message, at([1]))
  await noted
  await noted
  return watch
}

test('a retry with fewer in-sync replicas than the topic wants ends the request, in the words of the broker', async () => {
  const watch = await watching(async () => 2)
  expect(() => watch.again(message, at([1]))).toThrow(
    new TooFewInSync(
      'Messages are rejected since there are fewer in-sync replicas than required (P4 has 1, and min.insync.replicas is 2)',
    ),
  )
})

test('a broker that does not say which replicas are offline is taken at its word for those in sync', async () => {
  const watch = await watching(async () => 2)
  const { offlineReplicas, ...old } = at([1])
  expect(offlineReplicas).toEqual([2, 3])
  expect(() => watch.again(message, old)).toThrow(TooFewInSync)
})

test('with enough of them on brokers that are there, it is tried again: they may come into sync', async () => {
  const watch = await watching(async () => 2)
  expect(watch.again(message, at([1], [1, 2, 3], [3]))).toBeUndefined()
  expect(() => watch.again(message, at([1], [1, 2, 3], [2, 3]))).toThrow(TooFewInSync)
})

test('with enough of them it is tried again', async () => {
  const watch = await watching(async () => 2)
  expect(watch.again(message, at([1, 2]))).toBeUndefined()
})

test('a topic with fewer replicas than it wants has enough when all are in sync', async () => {
  const watch = await watching(async () => 2)
  expect(watch.again(message, at([1], [1]))).toBeUndefined()
})

test.each([
  ['is not told', async () => null],
  [
    'is refused',
    async () => {
      throw new Error('CLUSTER_AUTHORIZATION_FAILED')
    },
  ],
])('where what the topic wants %s, it is tried again', async (_, least) => {
  const watch = await watching(least)
  expect(watch.again(message, at([1]))).toBeUndefined()
})

test('the topic is asked once a request, and only when something is tried again', async () => {
  let asked = 0
  const watch = watchInSync()
  const least = async (): Promise<number> => ++asked
  watch.begin([message, { value: 'two' }], least)
  expect(asked).toBe(0)
  for (let times = 0; times < 3; times++) watch.again(message, at([1]))
  expect(asked).toBe(1)
})

test('a message that is not watched is none of its business', () => {
  expect(watchInSync().again(message, at([]))).toBeUndefined()
})
