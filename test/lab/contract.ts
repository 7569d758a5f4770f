import { expect, test } from 'vitest'
import type { Member } from '../../src/kafka/member.js'
import { assignorNames } from '../../src/model/assignor.js'
import { deadLetter } from '../../src/model/on-error.js'
import { waitFor } from '../../src/wait.js'
import { prefix } from './on-external.js'
import { type LabOfFile, refusal } from './with-lab.js'

/** What a notebook may rely on, wherever its Kafka comes from. */
export function itKeepsTheContract(file: LabOfFile): void {
  const ten = Array.from({ length: 10 }, (_, id) => ({ value: { id } }))

  /** A topic of two partitions with ten messages without keys, and a group name. */
  async function story(): Promise<{ topic: string; group: string }> {
    const [topic, group] = [file.name('topic'), file.name('G')]
    await file.lab.provision([{ topic, partitions: 2 }])
    await file.lab.produce(topic, ten)
    return { topic, group }
  }

  test('brokers: node, address, roles', async () => {
    const { brokers } = file.state.connection.cluster
    expect(await file.lab.brokers()).toEqual([
      { node: 1, address: brokers[0], roles: ['broker', 'controller'] },
    ])
  })

  test('provision: created, exists, differs, fresh', async () => {
    const topic = file.name('topic')
    const outcome = async (partitions: number, fresh = false): Promise<string | undefined> =>
      (await file.lab.provision([{ topic, partitions }], { fresh }))[0]?.outcome
    expect([await outcome(2), await outcome(2), await outcome(3)]).toEqual(['created', 'exists', 'differs'])
    await file.lab.produce(topic, ten)
    expect(await outcome(3, true)).toBe('created')
    expect(await file.lab.describe(topic)).toEqual(
      [0, 1, 2].map((partition) => ({
        topic,
        partition,
        start: 0,
        end: 0,
        leader: 1,
        replicas: [1],
        isr: [1],
      })),
    )
  })

  test('produce: a key decides the partition, no key spreads, offsets count up', async () => {
    const topic = file.name('topic')
    await file.lab.provision([{ topic, partitions: 3 }])
    const keyed = await file.lab.produce(
      topic,
      ['user-1', 'alice', 'dora'].map((key) => ({ key, value: key })),
    )
    // By the Java client's murmur2: see test/model/partitioning.test.ts.
    expect(keyed.map(({ partition }) => partition)).toEqual([2, 0, 1])
    const keyless = await file.lab.produce(topic, ten)
    expect(new Set(keyless.map(({ partition }) => partition)).size).toBeGreaterThan(1)
    const ends = (await file.lab.describe(topic)).map(({ end }) => end)
    expect(ends.reduce((sum, end) => sum + end, 0)).toBe(13)
  })

  test('addPartitions: a fresh producer uses them, the one that runs does not know of them', async () => {
    const topic = file.name('topic')
    await file.lab.provision([{ topic, partitions: 1 }])
    const one = { key: 'user-1', value: 1 }
    await file.lab.produce(topic, one)
    expect((await file.lab.addPartitions(topic, 3)).map(({ end }) => end)).toEqual([1, 0, 0])
    const [runs] = await file.lab.produce(topic, one)
    const [fresh] = await file.lab.produce(topic, one, { freshProducer: true })
    expect([runs?.partition, fresh?.partition]).toEqual([0, 2])
  })

  test.each(assignorNames)(
    'members that join at once, by %s, settle and commit when they leave',
    async (assignor) => {
      const { topic, group } = await story()
      const as = ['C1', 'C2']
      const members = await file.lab.join(group, topic, { as, assignor, commitWhen: 'leaving' })
      expect(members.map(({ assigned }) => assigned.map((at) => at.topic))).toEqual([[topic], [topic]])
      for (const each of members) await each.ack(await each.receive())
      expect((await file.lab.settled(group, { members: 2 })).committed).toEqual({ [topic]: [null, null] })
      // A rebalance drops what the other has not committed yet: it leaves after it has read that again.
      const [c1, c2] = members as [Member, Member]
      await c1.leave()
      await c2.ack(await c2.receive())
      await c2.leave()
      const { lag } = await file.lab.settled(group, { members: 0 })
      expect(lag).toEqual({ [topic]: [0, 0] })
    },
  )

  test('join, receive, ack, observe: one group moves, the other does not', async () => {
    const { topic, group } = await story()
    const other = file.name('B')
    const a = await file.lab.join(group, topic)
    const b = await file.lab.join(other, topic)
    const seen = await a.receive()
    expect(seen).toHaveLength(10)
    await b.receive()
    await a.ack(seen)
    const now = await file.lab.observe({ topics: [topic], groups: [group, other] })
    const ends = now.partitions.map(({ end }) => end)
    expect(now.group(group)).toMatchObject({
      state: 'Stable',
      committed: { [topic]: ends },
      lag: { [topic]: [0, 0] },
      owners: { [topic]: ['C1', 'C1'] },
    })
    expect(now.group(other)).toMatchObject({
      committed: { [topic]: [null, null] },
      lag: { [topic]: [null, null] },
    })
  })

  test('commit: a bare position', async () => {
    const { topic, group } = await story()
    const member = await file.lab.join(group, topic)
    await member.commit({ partition: 1, offset: 2 })
    expect((await file.lab.status(group)).committed).toEqual({ [topic]: [null, 2] })
  })

  test('leave: the others take over, at once', async () => {
    const { topic, group } = await story()
    const c1 = await file.lab.join(group, topic, { as: 'C1' })
    const c2 = await file.lab.join(group, topic, { as: 'C2' })
    expect([c1.assigned.length, c2.assigned.length]).toEqual([1, 1])
    await c1.leave()
    expect(c2.assigned).toHaveLength(2)
    expect(await c2.receive()).toHaveLength(10)
  })

  test('crash: the others take over when the session is over', async () => {
    const { topic, group } = await story()
    const c1 = await file.lab.join(group, topic, { as: 'C1', sessionTimeoutMs: 1_000 })
    const c2 = await file.lab.join(group, topic, { as: 'C2', sessionTimeoutMs: 1_000 })
    await c1.crash()
    expect((await file.lab.status(group)).members.map(({ name }) => name).sort()).toEqual(['C1', 'C2'])
    await waitFor('C2 to have both partitions', () => (c2.assigned.length === 2 ? true : undefined))
    expect(await c2.receive()).toHaveLength(10)
  })

  test('reset: refused with live members, done without, read back', async () => {
    const { topic, group } = await story()
    const member = await file.lab.join(group, topic)
    await member.ack(await member.receive())
    expect(await refusal(file.lab.reset(group))).toBe(
      `Cannot reset group '${group}': it still has 1 member (C1) and Kafka resets only empty groups. Call leave() on it first.`,
    )
    await member.leave()
    await file.lab.reset(group, { to: 'beginning' })
    const { state, committed } = await file.lab.status(group)
    expect({ state, committed }).toEqual({ state: 'Empty', committed: { [topic]: [0, 0] } })
  })

  test('handle and redrive: what fails goes to a queue, and from there to where it came from', async () => {
    const { topic, group } = await story()
    const queue = `${topic}.DLQ`
    await file.lab.provision([{ topic: queue }])
    const member = await file.lab.join(group, topic)
    const failing = (): never => {
      throw new Error('declined')
    }
    const onError = deadLetter(queue)
    expect(await member.handle(failing, { onError })).toMatchObject({ failed: 10, deadLettered: 10 })
    const { redriven, left } = await file.lab.redrive(queue)
    expect([redriven.length, left, new Set(redriven.map((each) => each.topic))]).toEqual([
      10,
      [],
      new Set([topic]),
    ])
    expect(await member.handle(() => {})).toMatchObject({ handled: 10 })
  })

  test('a topic that does not exist, in every verb that names one', async () => {
    const { topic } = await story()
    const missing =
      /: topic 'misspelt' does not exist \(there are [^)]+\)\. Check the name, or run the cell that provisions it\.$/
    for (const attempt of [
      () => file.lab.produce('misspelt', { value: 1 }),
      () => file.lab.join('G', 'misspelt'),
      () => file.lab.join('G', [topic, 'misspelt']),
      () => file.lab.describe('misspelt'),
      () => file.lab.segments('misspelt'),
      () => file.lab.addPartitions('misspelt', 2),
      () => file.lab.reset('G', { topic: 'misspelt' }),
      () => file.lab.redrive('misspelt'),
    ]) {
      const said = await refusal(attempt())
      expect(said).toMatch(missing)
      expect(said).toContain(topic)
      expect(said).not.toContain(prefix)
    }
  })

  test('timeline: what happened to a group, in its order', async () => {
    const { topic, group } = await story()
    const member = await file.lab.join(group, topic)
    await member.ack(await member.receive())
    const typesSoFar = (): string[] => file.lab.timeline({ group }).map(({ type }) => type)
    await waitFor('the heartbeat that tells the generation', () =>
      typesSoFar().includes('generation') ? true : undefined,
    )
    await member.leave()
    // A generation comes with some heartbeat; the other events come once for each partition.
    const types = [...new Set(typesSoFar())].filter((type) => type !== 'generation')
    expect(types).toEqual(['joined', 'received', 'committed', 'acknowledged', 'left'])
  })
}
