import { describe, expect, test, vi } from 'vitest'
import { crashRuns } from '../../src/kafka/crash-runs.js'
import { join } from '../../src/kafka/join.js'
import { mustBeOurs } from '../../src/kafka/ours.js'
import { closeLab, openLab } from '../../src/open-lab.js'
import { waitFor } from '../../src/wait.js'
import { onExternalCluster, prefix } from './on-external.js'
import { refusal, withLab } from './with-lab.js'

const external = onExternalCluster()
const file = withLab()

const notOurs = (): string =>
  `on the cluster at ${external.brokers.join(', ')} the lab touches only names that begin with '${prefix}', and this one belongs to somebody else. ` +
  'Use a name that the lab itself has provisioned or joined.'

/** A topic of somebody else with two messages, and a group of theirs that has read one of them. */
async function theirs(): Promise<{ topic: string; group: string }> {
  const { admin, producer } = external.foreign
  const [topic, group] = [file.name('topic'), file.name('G')]
  await admin.createTopics({ topics: [{ topic, numPartitions: 1 }] })
  await producer.send({ topic, messages: [{ value: 'one' }, { value: 'two' }] })
  const consumer = await external.foreign.consumer(group, topic)
  await consumer.commitOffsets([{ topic, partition: 0, offset: '1' }])
  await consumer.disconnect()
  return { topic, group }
}

/** What the cluster says of a topic and a group of somebody else. */
async function stateOf({ topic, group }: { topic: string; group: string }): Promise<unknown> {
  const { admin } = external.foreign
  return {
    log: await admin.fetchTopicOffsets(topic),
    settings: (await admin.fetchTopicMetadata({ topics: [topic] })).topics,
    committed: await admin.fetchOffsets({ groupId: group, topics: [topic] }),
  }
}

describe('what belongs to somebody else is not touched', () => {
  test('a topic and a group of the same short names are others, fresh and reset included', async () => {
    const names = await theirs()
    const before = await stateOf(names)
    const { topic, group } = names
    await file.lab.provision([{ topic, partitions: 3 }])
    await file.lab.produce(topic, { value: 1 })
    const member = await file.lab.join(group, topic)
    await member.ack(await member.receive())
    await member.leave()
    await file.lab.reset(group)
    await file.lab.join(group, topic, { fresh: true })
    await file.lab.provision([{ topic, partitions: 2 }], { fresh: true })
    expect(await file.lab.describe(topic)).toHaveLength(2)
    expect(await stateOf(names)).toEqual(before)
  })

  test('a topic without the prefix is not the lab’s to send to, to read, to describe', async () => {
    const names = await theirs()
    const before = await stateOf(names)
    const { topic } = names
    const because = `there is a topic '${topic}', but ${notOurs()}`
    expect(await refusal(file.lab.produce(topic, { value: 1 }))).toBe(
      `Cannot produce to '${topic}': ${because}`,
    )
    expect(await refusal(file.lab.join('G', topic))).toBe(`C1 cannot join group 'G': ${because}`)
    expect(await refusal(file.lab.describe(topic))).toBe(`Cannot describe '${topic}': ${because}`)
    expect(await stateOf(names)).toEqual(before)
  })

  test('a group without the prefix is not reset', async () => {
    const names = await theirs()
    const before = await stateOf(names)
    const { topic, group } = names
    expect(await refusal(file.lab.reset(group))).toBe(`Cannot reset group '${group}': ${notOurs()}`)
    expect(await refusal(file.lab.reset(group, { topic }))).toBe(
      `Cannot reset group '${group}': there is a topic '${topic}', but ${notOurs()}`,
    )
    expect(await stateOf(names)).toEqual(before)
  })

  test('a transaction of the same id is another, and fences nobody', async () => {
    const { topic } = await theirs()
    const id = file.name('tx')
    const producer = external.foreign.kafka.producer({ transactionalId: id, maxInFlightRequests: 1 })
    await producer.connect()
    const open = await producer.transaction()
    await open.send({ topic, messages: [{ value: 'three' }] })
    await file.lab.provision([{ topic }])
    const tx = await file.lab.transaction(id)
    await tx.send(topic, { value: 'ours' })
    await tx.commit()
    expect(await open.commit()).toBeUndefined()
    await producer.disconnect()
    const crash = { message: 0, point: 'between the two' } as const
    const to = file.name('topic')
    await file.lab.provision([{ topic: to }])
    const [run] = await file.lab.crashRuns(topic, to, {
      guarantee: 'exactly-once',
      plan: [{ run: 1, ...crash }],
    })
    expect(run).toMatchObject({ ...crash, lost: 0, repeated: 0 })
  })

  test('starting over deletes what this lab made, and neither their names nor what another lab of the prefix made', async () => {
    const names = await theirs()
    const before = await stateOf(names)
    const { topic, group } = names
    const { admin } = external.foreign
    const other = prefix + file.name('topic')
    await admin.createTopics({ topics: [{ topic: other, numPartitions: 1 }] })
    await file.lab.provision([{ topic }])
    const member = await file.lab.join(group, topic)
    await member.commit({ partition: 0, offset: 0 })
    expect(await file.lab.startOver()).toMatchObject({
      groups: expect.arrayContaining([group]),
      topics: expect.arrayContaining([topic]),
    })
    const topics = await admin.listTopics()
    expect([topics.includes(other), topics.includes(prefix + topic)]).toEqual([true, false])
    const { groups } = await admin.listGroups()
    expect(groups.map(({ groupId }) => groupId)).not.toContain(prefix + group)
    expect(await stateOf(names)).toEqual(before)
  })

  test('the last word before a deletion', () => {
    const { cluster } = file.state.connection
    expect(() => mustBeOurs(cluster, [`${prefix}orders`, prefix], 'delete')).not.toThrow()
    expect(() => mustBeOurs(cluster, [`${prefix}orders`, 'orders'], 'delete')).toThrowError(
      new Error(`Cannot delete 'orders': ${notOurs()}`),
    )
  })
})

test('fresh is refused while somebody else reads the topic in a group with the prefix', async () => {
  const topic = file.name('topic')
  await file.lab.provision([{ topic }])
  const group = file.name('G')
  const consumer = await external.foreign.consumer(prefix + group, prefix + topic)
  const end = `stranger of '${group}' belongs to another program (another notebook, or a tool of Kafka). End it there, then run the cell again.`
  expect(await refusal(file.lab.provision([{ topic }], { fresh: true }))).toBe(
    `Cannot make '${topic}' fresh: ${end}`,
  )
  expect(await refusal(file.lab.join(group, topic, { fresh: true }))).toBe(
    `Cannot make group '${group}' fresh: ${end}`,
  )
  await consumer.disconnect()
  expect(await file.lab.provision([{ topic }], { fresh: true })).toMatchObject([{ outcome: 'created' }])
})

test("a session time-out below the brokers' minimum is raised, and that is said", async () => {
  const topic = file.name('topic')
  await file.lab.provision([{ topic }])
  const said = vi.spyOn(console, 'log').mockImplementation(() => {})
  try {
    const member = await file.lab.join(file.name('G'), topic, { sessionTimeoutMs: 20 })
    expect(member.status).toBe('member')
    expect(said.mock.calls).toEqual([
      [
        `C1 of group '${member.group}' has a session time-out of 100 ms, not 20: these brokers accept no shorter one.`,
      ],
    ])
  } finally {
    said.mockRestore()
  }
})

test('closing the lab while a member joins leaves nobody in the group', async () => {
  const [topic, group] = [file.name('topic'), file.name('G')]
  await file.lab.provision([{ topic }])
  const { admin, consumer } = external.foreign
  // Its poll holds up the rebalance for longer than the closing may take.
  const slow = await consumer(prefix + group, prefix + topic, { maxWaitTimeInMs: 20_000 })
  const names = async (): Promise<string[]> => {
    const { groups } = await admin.describeGroups([prefix + group])
    return groups.flatMap(({ members }) => members.map(({ clientId }) => clientId)).sort()
  }
  const joining = refusal(file.lab.join(group, topic))
  await waitFor('C1 to have asked to be let in', async () =>
    (await names()).length === 2 ? true : undefined,
  )
  await closeLab()
  // The stranger has not come back to its group yet, so the closing did not wait for it; a message ends its fetch.
  const { groups } = await admin.describeGroups([prefix + group])
  expect(groups.map(({ state }) => state)).toEqual(['PreparingRebalance'])
  await external.foreign.producer.send({ topic: prefix + topic, messages: [{ value: 'go on' }] })
  expect(await joining).toContain(
    `C1 of group '${group}' was ended when the lab was closed: run its join cell again.`,
  )
  await slow.disconnect()
  await waitFor('the group to be empty', async (saw) => {
    saw((await names()).join(', '))
    return (await names()).length === 0 ? true : undefined
  })
  expect(await refusal(file.lab.observe())).toBe(
    `The lab on the Kafka at ${external.brokers.join(', ')} was closed.\nRun the cell with openLab() again: it connects anew.`,
  )
  await file.reopen()
})

test('closing the lab ends crash runs under way: no member joins any more', async () => {
  const [from, to] = [file.name('topic'), file.name('topic')]
  await file.lab.provision([{ topic: from }, { topic: to }])
  await file.lab.produce(from, [{ value: 1 }, { value: 2 }, { value: 3 }])
  const [plan, guarantee] = [[{ run: 1, message: 1, point: 'before both' }], 'at-least-once'] as const
  const { state } = file
  // So long a session that the lab is closed while its end is waited for. Not by the verb, which would say why it fails.
  const running = refusal(crashRuns(state, from, to, { guarantee, plan, sessionTimeoutMs: 3_000 }))
  await waitFor('its member to have crashed', () =>
    [...state.apart].some(({ members }) => [...members.values()].some(({ status }) => status === 'crashed'))
      ? true
      : undefined,
  )
  await closeLab()
  expect(await running).toBe(
    `The crash runs from '${from}' to '${to}' were ended when the lab was closed: run their cell again.`,
  )
  expect(state.apart.size).toBe(0)
  expect(await external.foreign.admin.fetchTopicOffsets(prefix + to)).toMatchObject([{ high: '1' }])
  for (const again of [crashRuns(state, from, to, { guarantee, plan }), join(state, 'G', [from])])
    expect(await refusal(again)).toContain(
      `The lab on the Kafka at ${external.brokers.join(', ')} was closed.\nRun the cell with openLab() again: it connects anew.`,
    )
  await file.reopen()
})

test('closing the lab tells the coordinator, and ends nothing else', async () => {
  const [topic, group] = [file.name('topic'), file.name('G')]
  await file.lab.provision([{ topic }])
  await file.lab.join(group, topic)
  await closeLab()
  const { admin } = external.foreign
  const { groups } = await admin.describeGroups([prefix + group])
  expect(groups[0]).toMatchObject({ state: 'Empty', members: [] })
  expect(await admin.listTopics()).toContain(prefix + topic)
  const again = await openLab()
  expect(await again.describe(topic)).toHaveLength(1)
})
