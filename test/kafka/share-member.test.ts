import { expect, test } from 'vitest'
import type { ShareMember } from '../../src/kafka/share-member.js'
import { withLab } from '../lab/with-lab.js'

const file = withLab()

test('a member acquires, accepts some, and the lag falls by as many', async () => {
  const topic = file.name('topic')
  await file.lab.provision([{ topic }])
  await file.lab.produce(
    topic,
    Array.from({ length: 6 }, (_, id) => ({ key: `k${id}`, value: { id, text: 'grün' } })),
  )
  const group = file.name('packing')
  const c1: ShareMember = await file.lab.joinShare(group, topic)
  const messages = await c1.acquire()
  expect(
    messages.map(({ offset, key, value, deliveryCount }) => [offset, key, value, deliveryCount]),
  ).toEqual(Array.from({ length: 6 }, (_, id) => [id, `k${id}`, { id, text: 'grün' }, 1]))
  expect((await c1.accept(messages.slice(0, 2))).acknowledged).toHaveLength(2)
  expect((await file.lab.shareStatus(group)).lag).toEqual({ [topic]: [4] })
})
