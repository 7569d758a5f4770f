import { afterEach, expect, test, vi } from 'vitest'
import { acknowledge } from '../../src/kafka/acknowledge.js'
import type { Member } from '../../src/kafka/member.js'
import type { Message } from '../../src/kafka/message.js'
import { deleteTopics } from '../../src/kafka/topics.js'
import { waitFor } from '../../src/wait.js'
import { fetchNoMore } from '../lab/fetch-no-more.js'
import { foreigner } from '../lab/foreign.js'
import { withLab } from '../lab/with-lab.js'

const file = withLab()

afterEach(() => {
  vi.restoreAllMocks()
})

async function reader(everyMs: number): Promise<{ member: Member; seen: Message[]; topic: string }> {
  const topic = file.name('ten')
  await file.lab.provision([{ topic }])
  await file.lab.produce(
    topic,
    Array.from({ length: 100 }, (_, id) => ({ value: { id } })),
  )
  const member = await file.lab.join(file.name('A'), topic, {
    commitWhen: { everyMs },
    sessionTimeoutMs: 500,
  })
  return { member, seen: await member.receive(), topic }
}

const committedBy = async ({ group }: Member): Promise<number | null | undefined> =>
  Object.values((await file.lab.status(group)).committed)[0]?.[0]

const untilCommitted = (member: Member, offset: number): Promise<true> =>
  waitFor(`offset ${offset} to be committed`, async (saw) => {
    const committed = await committedBy(member)
    saw(String(committed))
    return committed === offset ? true : undefined
  })

test('commits by itself what was acknowledged, no sooner than so long after the commit before', async () => {
  const { member, seen } = await reader(100)
  const inside = file.membership(member)
  const times: number[] = []
  inside.consumer.on(inside.consumer.events.COMMIT_OFFSETS, () => {
    times.push(inside.committedAtMs ?? 0)
  })
  for (const message of seen.slice(0, 50)) expect((await member.ack(message)).committed).toEqual([])
  await untilCommitted(member, 50)
  for (const message of seen.slice(50)) expect((await member.ack(message)).committed).toEqual([])
  await untilCommitted(member, 100)
  expect(times).toHaveLength(member.commits)
  const gaps = times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0))
  expect(gaps.filter((gap) => !(gap >= 100))).toEqual([])
  expect(gaps.length).toBeGreaterThan(0)
})

test('sends nothing while nothing waits, and starts again with the next acknowledgement', async () => {
  const { member, seen } = await reader(1)
  await member.ack(seen.slice(0, 10))
  await untilCommitted(member, 10)
  const inside = file.membership(member)
  await waitFor('the timer to end', () => (inside.ticking === false ? true : undefined))
  await member.ack(seen.slice(0, 10))
  await member.ack(seen.slice(10, 20))
  await untilCommitted(member, 20)
  expect(member.commits).toBe(2)
})

test('never after a crash: the timer ends with its member', async () => {
  const { member, seen, topic } = await reader(200)
  await member.ack(seen)
  await member.crash()
  const inside = file.membership(member)
  await waitFor('the timer to end', () => (inside.ticking === false ? true : undefined))
  expect([member.commits, await committedBy(member)]).toEqual([0, null])
  const next = await file.lab.join(member.group, topic, { as: 'C2' })
  expect(await next.receive()).toHaveLength(100)
})

test('a commit that is refused is said, since no call is there to say it', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  const { member, seen, topic } = await reader(1)
  const membership = file.membership(member)
  const foreign = await foreigner(file.state.connection.cluster.brokers)
  await fetchNoMore(membership)
  await deleteTopics(foreign.admin, [topic])
  await foreign.close()
  await acknowledge(membership, seen.slice(0, 2))
  const said = new RegExp(`^C1 of group '${member.group}' could not commit 2 on ${topic} P0: `)
  // kafkajs asks again and again: it takes the topic for one that was just made.
  await waitFor('the timer to say so', () => log.mock.calls.length > 0 || undefined, { timeoutMs: 30_000 })
  for (const [line] of log.mock.calls) expect(line).toMatch(said)
  expect(member.commits).toBe(0)
})
