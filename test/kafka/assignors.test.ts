import { describe, expect, test } from 'vitest'
import type { JoinOptions } from '../../src/kafka/join.js'
import type { Member } from '../../src/kafka/member.js'
import { type AssignorName, assignorNames } from '../../src/model/assignor.js'
import type { GroupView } from '../../src/model/observation.js'
import { partitionsMoved } from '../../src/model/partitions-moved.js'
import { failure, withLab } from '../lab/with-lab.js'

const file = withLab()

async function topicOf(partitions: number): Promise<string> {
  const topic = file.name('topic')
  await file.lab.provision([{ topic, partitions }])
  return topic
}

/** Lesson 04's story with one assignor: the partitions that move when C2 joins, C3 joins, C2 leaves and C4 joins. */
async function movesOf(assignor: AssignorName): Promise<number[]> {
  const [topic, group] = [await topicOf(6), file.name('G')]
  const members = new Map<string, Member>()
  const join = async (as: string): Promise<void> => {
    members.set(as, await file.lab.join(group, topic, { as, assignor }))
  }
  await join('C1')
  const looks: GroupView[] = [await file.lab.settled(group, { members: 1 })]
  const steps = [() => join('C2'), () => join('C3'), () => members.get('C2')?.leave(), () => join('C4')]
  for (const [index, step] of steps.entries()) {
    await step()
    looks.push(await file.lab.settled(group, { members: [2, 3, 2, 3][index] ?? 0 }))
  }
  return looks.slice(1).map(({ owners }, index) => partitionsMoved(looks[index]?.owners ?? {}, owners))
}

test('the same story with each assignor: what moves at each step', async () => {
  const moves = new Map<AssignorName, number[]>()
  for (const assignor of assignorNames) moves.set(assignor, await movesOf(assignor))
  const total = (assignor: AssignorName): number =>
    (moves.get(assignor) ?? []).reduce((sum, each) => sum + each)
  expect(moves.get('sticky')).toEqual([3, 2, 2, 2])
  expect(total('sticky')).toBeLessThanOrEqual(total('range'))
  expect(total('sticky')).toBeLessThanOrEqual(total('round robin'))
})

describe('two members that read different topics', () => {
  const owned = async (assignor: AssignorName): Promise<string[][]> => {
    const [orders, payments, group] = [await topicOf(2), await topicOf(2), file.name('G')]
    const short = new Map([
      [orders, 'orders'],
      [payments, 'payments'],
    ])
    const options = (as: string): JoinOptions => ({ as, assignor })
    const c1 = await file.lab.join(group, orders, options('C1'))
    const c2 = await file.lab.join(group, [orders, payments], options('C2'))
    await file.lab.settled(group, { members: 2 })
    return [c1, c2].map(({ assigned }) =>
      assigned.map(({ topic, partition }) => `${short.get(topic)} P${partition}`).sort(),
    )
  }

  test('range and sticky give each partition to one who reads its topic', async () => {
    expect(await owned('range')).toEqual([['orders P0'], ['orders P1', 'payments P0', 'payments P1']])
    expect(await owned('sticky')).toEqual([
      ['orders P0', 'orders P1'],
      ['payments P0', 'payments P1'],
    ])
  })

  // C1 leads, because it was there first, so that only its topic is dealt. kafkajs takes partitions as the broker lists them.
  test("round robin, kafkajs' own, deals the leader's topics: nobody reads the one that only C2 asked for", async () => {
    const shares = await owned('round robin')
    expect(shares.map(({ length }) => length)).toEqual([1, 1])
    expect(shares.flat().sort()).toEqual(['orders P0', 'orders P1'])
  })

  test('round robin deals to those too who do not read the topic: they drop it, and it lies unread', async () => {
    const [orders, payments, group] = [await topicOf(2), await topicOf(2), file.name('G')]
    const c1 = await file.lab.join(group, orders, { as: 'C1' })
    const c2 = await file.lab.join(group, payments, { as: 'C2' })
    const { members } = await file.lab.settled(group, { members: 2 })
    expect(members.map(({ assigned }) => assigned.map(({ topic }) => topic))).toEqual([[orders], [orders]])
    expect([c1.assigned, c2.assigned]).toEqual([members[0]?.assigned, []])
  })
})

test('a member whose assignor nobody in the group shares is refused, and the others keep working', async () => {
  const [topic, group] = [await topicOf(2), file.name('G')]
  const c1 = await file.lab.join(group, topic, { as: 'C1', assignor: 'range' })
  const problem = await failure(file.lab.join(group, topic, { as: 'C2', assignor: 'sticky' }))
  expect(problem.message).toBe(
    `C2 cannot join group '${group}': C2 of group '${group}' was refused, because no other member shares its assignor, 'sticky'. ` +
      "Kafka says: The group member's supported protocols are incompatible with those of existing members. " +
      'Let C2 join with the assignor of the others, or let them leave first.',
  )
  expect((problem.cause as Error).name).toBe('KafkaJSProtocolError')
  await file.lab.produce(topic, [
    { key: 'a', value: 1 },
    { key: 'b', value: 2 },
  ])
  expect((await c1.ack(await c1.receive())).acknowledged).toBe(2)
  const { members } = await file.lab.settled(group, { members: 1 })
  expect(members.map(({ name }) => name)).toEqual(['C1'])
  const now = await file.lab.join(group, topic, { as: 'C2', assignor: 'range' })
  expect([c1.assigned.length, now.assigned.length]).toEqual([1, 1])
})

test('a partition that was added is shared out at the next rebalance, by each of them', async () => {
  for (const assignor of assignorNames) {
    const [topic, group] = [await topicOf(1), file.name('G')]
    const c1 = await file.lab.join(group, topic, { assignor })
    await file.lab.addPartitions(topic, 2)
    const c2 = await file.lab.join(group, topic, { as: 'C2', assignor })
    expect([c1.assigned.length, c2.assigned.length]).toEqual([1, 1])
  }
})
