import { expect, test } from 'vitest'
import { refusal, withLab } from '../lab/with-lab.js'

const file = withLab()

async function sent(count: number): Promise<{ topic: string; group: string }> {
  const topic = file.name('topic')
  await file.lab.provision([{ topic }])
  await file.lab.produce(
    topic,
    Array.from({ length: count }, (_, id) => ({ value: id })),
  )
  return { topic, group: file.name('packing') }
}

test('joining again under a name replaces the former member, and fresh lets the group begin anew', async () => {
  const { topic, group } = await sent(2)
  const former = await file.lab.joinShare(group, topic)
  await former.accept(await former.acquire())
  const next = await file.lab.joinShare(group, topic)
  expect(await refusal(former.acquire())).toBe(
    `C1 of share group '${group}' cannot acquire. C1 of share group '${group}' was replaced by a member of the same name that joined later: use that one, or run the cells again from its join cell on.`,
  )
  expect(await next.acquire()).toEqual([])
  const anew = await file.lab.joinShare(group, topic, { fresh: true })
  expect((await anew.acquire()).map(({ deliveryCount }) => deliveryCount)).toEqual([1, 1])
  expect(await refusal(next.acquire())).toContain('was ended when its group was made fresh')
})

test('making a topic fresh ends its share group members and deletes their group', async () => {
  const { topic, group } = await sent(1)
  const c1 = await file.lab.joinShare(group, topic)
  await c1.accept(await c1.acquire())
  await file.lab.provision([{ topic }], { fresh: true })
  expect(c1.status).toBe('ended')
  expect((await file.lab.shareStatus(group)).state).toBe('Dead')
  expect(await refusal(c1.acquire())).toContain(
    `was ended when ${topic} was made fresh: run its join cell again.`,
  )
})

test('the lab observes and provisions beside a share group as before', async () => {
  const { topic, group } = await sent(3)
  const c1 = await file.lab.joinShare(group, topic)
  await c1.acquire()
  const consumers = file.name('readers')
  const reader = await file.lab.join(consumers, topic)
  await reader.ack(await reader.receive())
  expect((await file.lab.observe()).group(consumers).lag).toEqual({ [topic]: [0] })
  const other = file.name('topic')
  await file.lab.provision([{ topic: other }], { fresh: true })
  expect(c1.status).toBe('member')
  expect(await refusal(file.lab.joinShare(consumers, topic))).toBe(
    `C1 cannot join share group '${consumers}': there is a consumer group of that name, and a name stands for one group. Choose another name for the share group.`,
  )
})

test('a topic that does not exist is refused', async () => {
  expect(await refusal(file.lab.joinShare('packing', 'no-such-topic'))).toContain(
    "C1 cannot join share group 'packing': topic 'no-such-topic' does not exist",
  )
})

test('when the Java process dies its members say so, what they held comes again, and a join starts a new one', async () => {
  const { topic, group } = await sent(1)
  const c1 = await file.lab.joinShare(group, topic)
  await c1.acquire()
  const { host } = file.state.shares
  const gone = new Promise((resolve) => host?.process.once('exit', resolve))
  host?.process.kill('SIGKILL')
  await gone
  expect(await refusal(c1.acquire())).toBe(
    `C1 of share group '${group}' cannot acquire. The Java process of this notebook's share group members has ended (signal SIGKILL). ` +
      'C1 was among them, and what it held is free for others: run its join cell again, which starts a new process.',
  )
  expect(c1.status).toBe('died')
  const c2 = await file.lab.joinShare(group, topic, { as: 'C2' })
  expect((await c2.acquire()).map(({ deliveryCount }) => deliveryCount)).toEqual([2])
})

test('starting over ends the members and deletes the group', async () => {
  const { topic, group } = await sent(1)
  const c1 = await file.lab.joinShare(group, topic)
  const over = await file.lab.startOver()
  expect(over.groups).toContain(group)
  expect(c1.status).toBe('ended')
  expect((await file.lab.shareStatus(group)).state).toBe('Dead')
})
