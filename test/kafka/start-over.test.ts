import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { waitFor } from '../../src/wait.js'
import { foreigner } from '../lab/foreign.js'
import { refusal, withLab } from '../lab/with-lab.js'

const file = withLab()

test('ends and deletes all that this lab made, and forgets it; old handles say so; again is nothing', async () => {
  const { lab, state } = file
  await lab.provision([{ topic: 'orders', partitions: 2 }, { topic: 'payments' }])
  const c1 = await lab.join('A', 'orders')
  const left = await lab.join('B', 'orders')
  const crashed = await lab.join('C', 'payments', { sessionTimeoutMs: 200 })
  await left.leave()
  await crashed.crash()
  const traffic = await lab.traffic('orders', { perSecond: 500 })
  const sampling = await lab.sampleLag('A')
  const seen = await c1.receive()
  await c1.ack(seen)
  const done = await lab.startOver()
  expect(done).toEqual({
    stopped: 2,
    ended: 1,
    groups: ['A', 'B', 'C'],
    topics: ['orders', 'payments'],
    left: [],
    tookMs: expect.any(Number),
  })
  expect(inspect(done)).toMatch(
    /^started over: 2 background tasks stopped, 1 member ended, 3 groups deleted, 2 topics deleted \(\d+\.\d s\)$/,
  )
  const { admin } = state.connection
  expect(await admin.listTopics()).toEqual(['__consumer_offsets'])
  expect((await admin.listGroups()).groups).toEqual([])
  expect([lab.timeline(), await lab.describe(), (await lab.observe()).groups]).toEqual([[], [], []])
  expect((await lab.observe()).appearance).toEqual({ groups: [], members: [] })
  expect([...state.members, ...state.gone, ...state.traffics, ...state.samplings]).toEqual([])

  const ended = "C1 of group 'A' was ended when the lab started over: run its join cell again."
  for (const call of [() => c1.receive(), () => c1.ack(seen)]) expect(await refusal(call())).toBe(ended)
  expect(inspect(c1)).toBe(ended)
  expect(await c1.leave()).toEqual({ already: true })
  expect(inspect(traffic)).toBe(
    "The traffic on 'orders' was ended when the lab started over: run its cell again.",
  )
  expect(inspect(sampling)).toBe(
    "The sampling of group 'A' was ended when the lab started over: run its cell again.",
  )
  expect((await traffic.stop()).sent).toBeGreaterThan(0)

  const again = await lab.startOver()
  expect(inspect(again)).toMatch(/^started over: there was nothing to clear \(\d\.\d s\)$/)
  expect(lab.timeline()).toEqual([])
})

test('the lesson runs again from its first cell on, as in a new lab', async () => {
  const { lab } = file
  const lesson = async (): Promise<unknown> => {
    await lab.provision([{ topic: 'orders', partitions: 2 }])
    await lab.produce('orders', [{ key: 'order-100', value: 1 }])
    const member = await lab.join('A', 'orders')
    const [first] = await member.receive()
    await member.ack(first ?? [])
    const { committed, members } = await lab.status('A')
    return { committed, offset: first?.offset, names: members.map(({ name }) => name) }
  }
  const once = await lesson()
  await lab.startOver()
  expect(await lesson()).toEqual(once)
})

test('what others made on the cluster stays', async () => {
  const { lab, state } = file
  const foreign = await foreigner(state.connection.cluster.brokers)
  try {
    await foreign.admin.createTopics({ topics: [{ topic: 'theirs' }] })
    const consumer = await foreign.consumer('their-group', 'theirs')
    await lab.provision([{ topic: 'orders' }])
    await lab.join('A', 'orders')
    expect(await lab.startOver()).toMatchObject({ groups: ['A'], topics: ['orders'] })
    expect(await foreign.admin.listTopics()).toContain('theirs')
    const { groups } = await foreign.admin.describeGroups(['their-group'])
    expect(groups[0]).toMatchObject({ state: 'Stable' })
    await consumer.disconnect()
  } finally {
    await foreign.close()
  }
})

test('a topic that was there stays, whatever this lab did with it, and so does a group that it only reset', async () => {
  const { lab, state } = file
  const foreign = await foreigner(state.connection.cluster.brokers)
  try {
    await foreign.admin.createTopics({ topics: [{ topic: 'theirs' }, { topic: 'taken' }] })
    await (await foreign.consumer('their-group', 'theirs')).disconnect()
    await lab.provision([{ topic: 'theirs' }])
    await lab.provision([{ topic: 'taken' }], { fresh: true })
    await lab.produce('theirs', { value: 1 })
    await lab.join('A', ['theirs', 'taken'])
    await lab.reset('their-group', { topic: 'theirs' })
    const done = await lab.startOver()
    expect(done).toMatchObject({ groups: ['A'], topics: ['taken'], left: ['their-group', 'theirs'] })
    expect(inspect(done)).toMatch(
      /^started over: 1 member ended, 1 group deleted, 1 topic deleted; their-group, theirs stayed: not made by this lab \(\d+\.\d s\)$/,
    )
    expect(await foreign.admin.fetchTopicOffsets('theirs')).toMatchObject([{ high: '1' }])
    const { groups } = await foreign.admin.describeGroups(['their-group'])
    expect(groups[0]).toMatchObject({ state: 'Empty' })
    expect(await lab.describe()).toEqual([])
    await foreign.admin.deleteGroups(['their-group'])
    await foreign.admin.deleteTopics({ topics: ['theirs'] })
  } finally {
    await foreign.close()
  }
})

test.each(['A', 'their-group'])(
  'while somebody else reads one of its topics in group %s it is refused, with nothing changed',
  async (group) => {
    const { lab, state } = file
    await lab.provision([{ topic: 'orders', partitions: 2 }])
    const member = await lab.join('A', 'orders')
    const traffic = await lab.traffic('orders')
    const foreign = await foreigner(state.connection.cluster.brokers)
    try {
      await foreign.consumer(group, 'orders')
      await waitFor(
        'the stranger to be seen in the group',
        async () =>
          (await lab.status(group)).members.some(
            ({ name, assigned }) => name === 'stranger' && assigned.length > 0,
          ) || undefined,
      )
      expect(await refusal(lab.startOver())).toBe(
        `Cannot start over: stranger of '${group}' belongs to another program (another notebook, or a tool of Kafka). ` +
          'End it there, then run the cell again.',
      )
      expect([traffic.status, /^(member|rebalancing)$/.test(member.status)]).toEqual(['running', true])
      expect(await lab.describe()).toHaveLength(2)
    } finally {
      await foreign.close()
    }
    await lab.startOver()
    expect(await lab.describe()).toEqual([])
  },
)
