import { afterAll, beforeAll, expect, test } from 'vitest'
import { placements } from '../../src/kafka/topics.js'
import type { Lab } from '../../src/lab.js'
import { closeLab, openLab } from '../../src/open-lab.js'
import { waitFor } from '../../src/wait.js'
import { refusal, stateOfLab } from './with-lab.js'

const opened: { lab?: Lab } = {}
const lab = (): Lab => opened.lab as Lab
const minInSync = { 'min.insync.replicas': 2 }

beforeAll(async () => {
  opened.lab = await openLab({ brokers: 3 })
}, 60_000)
afterAll(closeLab)

/** A topic whose followers follow: a new one lists all replicas as in sync before they do. */
async function followed(topic: string): Promise<void> {
  await lab().provision([{ topic, partitions: 3, replicas: 3, settings: minInSync }])
  for (const partition of [0, 1, 2]) await lab().produce(topic, { partition, value: { id: 0 } })
}

test('traffic goes on when the leader of a partition is killed, and nothing that was acknowledged is missing', async () => {
  await followed('traffic')
  const traffic = await lab().traffic('traffic', { perSecond: 400 })
  const untilSent = (count: number): Promise<true> =>
    waitFor(`${count} messages to be sent`, () => traffic.sent >= count || undefined, { timeoutMs: 30_000 })
  await untilSent(100)
  const [first] = await lab().describe('traffic')
  const leader = lab().broker(first?.leader as 1 | 2 | 3)
  await leader.kill()
  await untilSent(traffic.sent + 500)
  await traffic.stop()
  const seen = await (await lab().join('audit', 'traffic')).receive()
  const found = new Set(seen.map(({ value, partition, offset }) => `${value.id} P${partition} @${offset}`))
  const missing = traffic.acknowledged.filter(
    ({ id, partition, offset }) => !found.has(`${id} P${partition} @${offset}`),
  )
  expect([missing, traffic.unconfirmed]).toEqual([[], 0])
  expect(traffic.acknowledged.map(({ id }) => id)).toEqual(
    Array.from({ length: traffic.sent }, (_, at) => at + 1),
  )
  await leader.start()
}, 120_000)

test('with one replica in sync, acks=all is refused in the words of the broker, and acks=1 is taken', async () => {
  await followed('payments')
  const [first] = await lab().describe('payments')
  const { partition, leader } = { partition: 0, leader: first?.leader }
  for (const id of [1, 2, 3] as const) if (id !== leader) await lab().broker(id).kill()
  // Until then the leader takes messages, and holds its answer back until the client's request times out.
  const { admin } = (await stateOfLab()).connection
  await waitFor('one replica to be in sync', async (saw) => {
    const [{ isr } = { isr: [] }] = await placements(admin, ['payments'])
    saw(isr.join(', '))
    return isr.length === 1 || undefined
  })
  const payment = { partition, value: { id: 1 } }
  expect(await refusal(lab().produce('payments', payment))).toBe(
    "Cannot produce to 'payments': Messages are rejected since there are fewer in-sync replicas than required (P0 has 1, and min.insync.replicas is 2). " +
      'The broker confirmed 0 of 1 messages. Mend what it complains of and send the others again.',
  )
  const [taken] = await lab().produce('payments', payment, { acks: 1 })
  // One that the leader took before it noticed stands there, though it was not confirmed.
  expect(taken?.offset).toBeGreaterThanOrEqual(1)
}, 120_000)
