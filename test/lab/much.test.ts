import { expect, test, vi } from 'vitest'
import { refusal, withLab } from './with-lab.js'

// A hundred megabytes go to the broker and come back.
vi.setConfig({ testTimeout: 180_000 })

const file = withLab()

test('100,000 messages of 1 kB: two members of a group read each once, and one of another group all', async () => {
  const { lab } = file
  const [topic, group] = [file.name('orders'), file.name('shop')]
  await lab.provision([{ topic, partitions: 5 }])
  const text = 'x'.repeat(1_000)
  const sent = await lab.produce(
    topic,
    Array.from({ length: 100_000 }, (_, id) => ({ key: `user-${id % 500}`, value: { id, text } })),
  )
  const read = async (as: string[], into: string): Promise<number[]> => {
    const members = await lab.join(into, topic, { as })
    const ids: number[] = []
    // A member takes so many as it has room for; what is acknowledged makes room.
    while (ids.length < sent.length)
      for (const member of members) {
        await member.receive()
        ids.push(...member.news.map(({ value }) => value.id))
        await member.ack(member.news)
      }
    return ids
  }
  const all = Array.from({ length: 100_000 }, (_, id) => id)
  const inOrder = (ids: number[]): number[] => ids.sort((a, b) => a - b)
  expect(inOrder(await read(['C1', 'C2'], group))).toEqual(all)
  expect(inOrder(await read(['C1'], file.name('audit')))).toEqual(all)
  expect((await lab.observe({ topics: [topic] })).group(group).lag[topic]).toEqual([0, 0, 0, 0, 0])
})

test('a message of 5 MB is refused in the words of the broker, and the next one is taken', async () => {
  const { lab } = file
  const topic = file.name('orders')
  await lab.provision([{ topic }])
  expect(await refusal(lab.produce(topic, { value: 'x'.repeat(5_000_000) }))).toBe(
    `Cannot produce to '${topic}': The request included a message larger than the max message size the server will accept. ` +
      'The broker confirmed 0 of 1 messages. Mend what it complains of and send the others again.',
  )
  expect((await lab.produce(topic, { value: 'small' })).map(({ offset }) => offset)).toEqual([0])
})

test('50 members in one group: a partition each; half of them leave, and the others have two', async () => {
  const { lab } = file
  const [topic, group] = [file.name('orders'), file.name('shop')]
  await lab.provision([{ topic, partitions: 50 }])
  const as = Array.from({ length: 50 }, (_, at) => `C${at + 1}`)
  const members = await lab.join(group, topic, { as })
  const owned = async (): Promise<number[]> =>
    (await lab.status(group)).members.map(({ assigned }) => assigned.length)
  expect(await owned()).toEqual(as.map(() => 1))
  await lab.produce(
    topic,
    as.map((_, partition) => ({ value: { id: partition }, partition })),
  )
  const received = await Promise.all(members.map((member) => member.receive()))
  expect(received.map((each) => each.length)).toEqual(as.map(() => 1))
  await Promise.all(members.slice(25).map((member) => member.leave()))
  await lab.settled(group, { members: 25 })
  expect(await owned()).toEqual(as.slice(0, 25).map(() => 2))
})
