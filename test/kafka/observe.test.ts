import { expect, test } from 'vitest'
import { withLab } from '../lab/with-lab.js'

const file = withLab()

test('never committed is null, committed at the beginning is 0', async () => {
  const topic = file.name('topic')
  await file.lab.provision([{ topic, partitions: 2 }])
  const group = file.name('G')
  const member = await file.lab.join(group, topic)
  expect((await file.lab.status(group)).committed).toEqual({ [topic]: [null, null] })
  await member.commit({ partition: 0, offset: 0 })
  const { committed, lag } = await file.lab.status(group)
  expect({ committed, lag }).toEqual({ committed: { [topic]: [0, null] }, lag: { [topic]: [0, null] } })
})

test('a committed offset is never beyond the end that is seen with it, while a producer runs', async () => {
  const topic = file.name('topic')
  const group = file.name('G')
  await file.lab.provision([{ topic }])
  const member = await file.lab.join(group, topic)
  let running = true
  const traffic = (async () => {
    while (running) {
      await file.lab.produce(topic, [{ value: 1 }, { value: 2 }, { value: 3 }])
      await member.ack(await member.receive())
    }
  })()
  const ends = new Set<number>()
  try {
    for (let look = 0; look < 60; look++) {
      const { positions } = await file.lab.status(group)
      for (const { committed, end } of positions) {
        ends.add(end)
        expect(committed ?? 0).toBeLessThanOrEqual(end)
      }
    }
  } finally {
    running = false
    await traffic
  }
  expect(ends.size).toBeGreaterThan(5)
})

test('broker facts and what only a member knows are kept apart', async () => {
  const topic = file.name('topic')
  const group = file.name('G')
  await file.lab.provision([{ topic }])
  await file.lab.produce(
    topic,
    [0, 1, 2, 3].map((value) => ({ value })),
  )
  const member = await file.lab.join(group, topic)
  const seen = await member.receive()
  await member.ack(seen.filter(({ offset }) => offset !== 1))
  const { positions, memory } = await file.lab.status(group)
  expect(positions).toEqual([{ topic, partition: 0, start: 0, end: 4, committed: 1 }])
  expect(memory).toEqual([
    {
      name: 'C1',
      commit: 'ledger',
      partitions: [
        {
          topic,
          partition: 0,
          received: [{ from: 0, to: 4 }],
          acknowledged: [
            { from: 0, to: 1 },
            { from: 2, to: 4 },
          ],
        },
      ],
    },
  ])
  await member.crash()
  expect((await file.lab.status(group)).memory).toEqual([])
})

test('by default it covers what this lab has met, and names narrow it', async () => {
  const [one, two] = [file.name('topic'), file.name('topic')]
  const [a, b] = [file.name('A'), file.name('B')]
  await file.lab.provision([{ topic: one }, { topic: two }])
  await file.lab.join(a, one)
  await file.lab.join(b, two)
  const all = await file.lab.observe()
  expect(all.partitions.map(({ topic }) => topic)).toEqual(expect.arrayContaining([one, two]))
  expect(all.appearance.groups.slice(-2)).toEqual([a, b])
  const some = await file.lab.observe({ topics: [one], groups: [a] })
  expect(some.partitions.map(({ topic }) => topic)).toEqual([one])
  expect(some.groups.map(({ group }) => group)).toEqual([a])
  expect(some.tookMs).toBeGreaterThan(0)
})

test('a group that nobody has met is Dead and has nothing; a topic that does not exist is left out', async () => {
  const now = await file.lab.observe({ topics: ['misspelt'], groups: ['nobody'] })
  expect(now.partitions).toEqual([])
  expect(now.group('nobody')).toMatchObject({ state: 'Dead', members: [], positions: [], memory: [] })
})
