import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import type { Member } from '../../src/kafka/member.js'
import { closeLab } from '../../src/open-lab.js'
import { waitFor } from '../../src/wait.js'
import { refusal, withLab } from '../lab/with-lab.js'

const file = withLab()

async function topicOf(partitions = 1): Promise<string> {
  const topic = file.name('topic')
  await file.lab.provision([{ topic, partitions }])
  return topic
}

const reader = (topic: string, options = {}): Promise<Member> =>
  file.lab.join(file.name('reader'), topic, options)

const valuesOf = async (member: Member): Promise<unknown[]> =>
  (await member.receive()).map(({ value }) => value)

const messages = (...values: string[]): { value: string }[] => values.map((value) => ({ value }))

test('what a transaction sends has its place at once and is seen when it is committed, all of it', async () => {
  const topic = await topicOf()
  const member = await reader(topic)
  const tx = await file.lab.transaction(file.name('tx'))
  expect(tx.status).toBe('open')
  const sent = await tx.send(topic, messages('a', 'b'))
  expect(sent.map(({ partition, offset, value }) => [partition, offset, value])).toEqual([
    [0, 0, 'a'],
    [0, 1, 'b'],
  ])
  expect(inspect(sent)).toBe(`2 sent to ${topic} (P0: 2)`)
  expect(await valuesOf(member)).toEqual([])
  const ended = await tx.commit()
  expect(ended).toEqual({ already: false })
  expect(inspect(ended)).toBe(`transaction '${tx.id}' committed: 2 messages`)
  expect(await valuesOf(member)).toEqual(['a', 'b'])
  expect(tx.status).toBe('committed')
  const again = await tx.commit()
  expect([again, inspect(again)]).toEqual([{ already: true }, `transaction '${tx.id}' was committed before`])
  expect(await refusal(tx.abort())).toBe(
    `Cannot abort transaction '${tx.id}': it was committed. Begin a new one: lab.transaction('${tx.id}').`,
  )
  const told = file.lab.timeline({ types: ['transaction-begun', 'transaction-committed'] })
  expect(told.filter(({ transaction }) => transaction === tx.id).map(({ type }) => type)).toEqual([
    'transaction-begun',
    'transaction-committed',
  ])
})

test('read_uncommitted sees open and aborted messages at once, read_committed never', async () => {
  const topic = await topicOf()
  const [committed, all] = [await reader(topic), await reader(topic, { isolationLevel: 'read_uncommitted' })]
  const tx = await file.lab.transaction(file.name('tx'))
  await tx.send(topic, messages('never'))
  expect(await valuesOf(all)).toEqual(['never'])
  expect(await valuesOf(committed)).toEqual([])
  const ended = await tx.abort()
  expect(inspect(ended)).toBe(`transaction '${tx.id}' aborted: 1 message, which count for nobody`)
  expect(await tx.abort()).toEqual({ already: true })
  await file.lab.produce(topic, { value: 'after' })
  expect(await valuesOf(all)).toEqual(['never', 'after'])
  expect(await valuesOf(committed)).toEqual(['after'])
})

test('a member that reads uncommitted and joins at the end, or again, goes on behind what is open', async () => {
  const topic = await topicOf()
  const tx = await file.lab.transaction(file.name('tx'), { timeoutMs: 60_000 })
  await tx.send(topic, messages('a', 'b'))
  const options = { isolationLevel: 'read_uncommitted' } as const
  const late = await reader(topic, { ...options, from: 'end' })
  const early = await reader(topic, options)
  const seen = await early.receive()
  expect(await early.ack(seen)).toMatchObject({ committed: [{ offset: 2 }] })
  await early.leave()
  await tx.send(topic, messages('c'))
  expect(await valuesOf(late)).toEqual(['c'])
  const again = await file.lab.join(early.group, topic, options)
  expect(await valuesOf(again)).toEqual(['c'])
  await tx.abort()
})

test('positions are committed with the transaction, or not at all', async () => {
  const topic = await topicOf()
  await file.lab.produce(topic, messages('m0', 'm1', 'm2'))
  const member = await reader(topic)
  const seen = await member.receive()
  const aborted = await file.lab.transaction(file.name('tx'))
  await aborted.sendOffsets(member.group, seen)
  await aborted.abort()
  expect((await file.lab.status(member.group)).committed).toEqual({ [topic]: [null] })
  const tx = await file.lab.transaction(file.name('tx'))
  const positions = await tx.sendOffsets(member, seen.slice(0, 2))
  expect(positions).toEqual([{ topic, partition: 0, offset: 2 }])
  expect(inspect(positions)).toBe(`in transaction '${tx.id}', committed with it: 2 on ${topic} P0`)
  await tx.commit()
  expect((await file.lab.status(member.group)).committed).toEqual({ [topic]: [2] })
  const events = file.lab.timeline({ group: member.group, types: ['committed'] })
  expect(events).toMatchObject([{ topic, partition: 0, offset: 2, member: null }])
})

test('the same id: the newer producer fences the older, whose commit is refused and whose messages are aborted', async () => {
  const topic = await topicOf()
  const id = file.name('tx')
  const zombie = await file.lab.transaction(id, { timeoutMs: 60_000 })
  await zombie.send(topic, messages('by the zombie'))
  const member = await reader(topic)
  const next = await file.lab.transaction(id)
  await next.send(topic, messages('by the next'))
  expect(zombie.status).toBe('open')
  const sentence = `Cannot commit transaction '${id}': a newer producer with the same transactional id has taken over, and Kafka refuses the older one (INVALID_PRODUCER_EPOCH). What it had sent is aborted; go on with the newer one.`
  expect(await refusal(zombie.commit())).toBe(sentence)
  expect(zombie.status).toBe('fenced')
  expect(await refusal(zombie.send(topic, messages('still here')))).toBe(
    `Cannot send in transaction '${id}': a newer producer with the same transactional id has taken over. Begin a new one: lab.transaction('${id}').`,
  )
  await next.commit()
  expect(await valuesOf(member)).toEqual(['by the next'])
})

test('the same id again and again: a former says who ended it, one waits to be refused, and one is counted', async () => {
  const topic = await topicOf()
  const id = file.name('tx')
  const begin = (): ReturnType<typeof file.lab.transaction> => file.lab.transaction(id, { timeoutMs: 60_000 })
  const known = (): number => [...file.state.transactions].filter((each) => each.id === id).length
  const first = await begin()
  await first.send(topic, messages('by the first'))
  const second = await begin()
  expect(inspect(first)).toBe(
    `transaction '${id}': open as far as its producer knows, and aborted by a newer one with the same transactional id, 1 message sent`,
  )
  const third = await begin()
  expect([first.status, second.status, known()]).toEqual(['fenced', 'open', 2])
  expect(inspect(first)).toBe(`transaction '${id}': fenced, 1 message sent`)
  expect(await refusal(first.commit())).toBe(
    `Cannot commit transaction '${id}': a newer producer with the same transactional id has taken over. Begin a new one: lab.transaction('${id}').`,
  )
  expect(inspect(await second.crash())).toBe(
    `the producer of transaction '${id}' crashed with 0 messages sent; a newer producer with the same transactional id has aborted it`,
  )
  const fourth = await begin()
  await fourth.send(topic, messages('by the fourth'))
  expect([third.status, known()]).toEqual(['open', 2])
  expect(await file.lab.startOver()).toMatchObject({ stopped: 1 })
  expect(inspect(third)).toBe(`transaction '${id}': fenced, 0 messages sent`)
  expect(inspect(fourth)).toBe(
    `Transaction '${id}' was aborted when the lab started over: run the cell that begins it again.`,
  )
})

test('another id: nothing fences the zombie, and the message stands there twice', async () => {
  const [orders, receipts] = [await topicOf(), await topicOf()]
  await file.lab.produce(orders, messages('m0'))
  const group = file.name('G')
  const first = await file.lab.join(group, orders, { as: 'C1', sessionTimeoutMs: 300 })
  const seenByFirst = await first.receive()
  const zombie = await file.lab.transaction(file.name('tx'), { timeoutMs: 60_000 })
  await zombie.send(receipts, messages('receipt'))
  await first.crash()
  const second = await file.lab.join(group, orders, { as: 'C2' })
  const tx = await file.lab.transaction(file.name('tx'))
  await tx.send(receipts, messages('receipt'))
  await tx.sendOffsets(second, await second.receive())
  await tx.commit()
  await zombie.sendOffsets(group, seenByFirst)
  expect(await zombie.commit()).toEqual({ already: false })
  expect(await valuesOf(await reader(receipts))).toEqual(['receipt', 'receipt'])
})

test('a crashed transaction holds readers back until its time is up; then they go on without it', async () => {
  const topic = await topicOf()
  const tx = await file.lab.transaction(file.name('tx'), { timeoutMs: 1_500 })
  await tx.send(topic, messages('never'))
  await file.lab.produce(topic, messages('behind it'))
  const crashed = await tx.crash()
  expect(inspect(crashed)).toBe(
    `the producer of transaction '${tx.id}' crashed with 1 message sent; the broker aborts it 1.5 s after its first message`,
  )
  expect(await tx.crash()).toEqual({ already: true })
  const member = await reader(topic)
  expect(await valuesOf(member)).toEqual([])
  const seen = await waitFor('the reader to go on', async () => {
    const values = await valuesOf(member)
    return values.length > 0 ? values : undefined
  })
  expect(seen).toEqual(['behind it'])
})

test('a transaction that is open for too long: its commit is refused, and says so', async () => {
  const topic = await topicOf()
  const tx = await file.lab.transaction(file.name('tx'), { timeoutMs: 500 })
  await tx.send(topic, messages('never'))
  await file.lab.produce(topic, messages('behind it'))
  const member = await reader(topic)
  await waitFor('the broker to abort it', async () =>
    (await valuesOf(member)).length > 0 ? true : undefined,
  )
  expect(await refusal(tx.commit())).toBe(
    `Cannot commit transaction '${tx.id}': it was open for longer than its 500 ms, and the broker has aborted it (INVALID_PRODUCER_EPOCH). Begin it again, with a longer timeoutMs if its work takes longer.`,
  )
  expect(tx.status).toBe('timed out')
})

test('control records take offsets: a group at the last message keeps a lag', async () => {
  const topic = await topicOf()
  const tx = await file.lab.transaction(file.name('tx'))
  const [sent] = await tx.send(topic, messages('only'))
  await tx.commit()
  const group = file.name('G')
  const move = await file.lab.transaction(file.name('tx'))
  await move.sendOffsets(group, sent ?? [])
  await move.commit()
  expect(await file.lab.status(group)).toMatchObject({ committed: { [topic]: [1] }, lag: { [topic]: [1] } })
})

test('what will not do is refused before anything is asked of Kafka', async () => {
  const { lab } = file
  const tx = await lab.transaction(file.name('tx'))
  expect(await refusal(tx.send('nowhere', messages('a')))).toMatch(
    /^Cannot produce to 'nowhere': topic 'nowhere' does not exist/,
  )
  const topic = await topicOf()
  expect(await refusal(tx.send(undefined as unknown as string, messages('a')))).toBe(
    'Cannot produce to undefined: wanted the name of a topic, found undefined. Name one that the lab has provisioned.',
  )
  expect(await refusal(tx.send(topic, undefined as unknown as []))).toBe(
    `Cannot produce to '${topic}': message 0 of 1 is undefined, and a message is { key, value }. Nothing was sent; mend the message and run the cell again.`,
  )
  expect(await refusal(tx.send(topic, { value: 1, partition: 1 }))).toMatch(
    /: message 0 of 1 is for partition 1, and the topic has only partition 0\./,
  )
  expect(await tx.send(topic, [])).toEqual([])
  expect(tx.status).toBe('open')
  await tx.abort()
})

test('what is open is aborted when its topic is made fresh, when the lab starts over and when it is closed', async () => {
  const topic = await topicOf()
  const begin = async (): Promise<Awaited<ReturnType<typeof file.lab.transaction>>> => {
    const tx = await file.lab.transaction(file.name('tx'), { timeoutMs: 60_000 })
    await tx.send(topic, messages('never'))
    return tx
  }
  const one = await begin()
  await file.lab.provision([{ topic }], { fresh: true })
  const ended = (id: string, when: string): string =>
    `Transaction '${id}' was aborted when ${when}: run the cell that begins it again.`
  expect(await refusal(one.commit())).toBe(ended(one.id, `${topic} was made fresh`))
  expect(inspect(one)).toBe(ended(one.id, `${topic} was made fresh`))
  const two = await begin()
  expect(await file.lab.startOver()).toMatchObject({ stopped: 1 })
  expect(await refusal(two.send(topic, messages('a')))).toBe(ended(two.id, 'the lab started over'))
  expect(file.state.transactions.size).toBe(0)
  await file.lab.provision([{ topic }])
  const three = await begin()
  await closeLab()
  await waitFor('it to be ended', () => (three.status === 'ended' ? true : undefined))
  expect(inspect(three)).toBe(ended(three.id, 'the lab was closed'))
  await file.reopen()
})
