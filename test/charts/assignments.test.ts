import { expect, it } from 'vitest'
import { assignments } from '../../src/charts/assignments.js'
import { byLine, drawn } from './drawn.js'
import { observed } from './fixtures.js'
import { oddities, threeServices, twoGroups } from './scenes.js'

it('shows one owner a partition and group', async () => {
  const chart = assignments(twoGroups)
  expect(chart.title).toBe('Partition assignment in demo-topic')
  expect(chart.alt).toBe('In A, C1 owns partition 0 of demo-topic. In B, B-1 owns partition 0 of demo-topic.')
  expect(chart.table).toEqual({
    columns: ['group', 'state', 'topic', 'partition', 'member'],
    rows: [
      ['A', 'Stable', 'demo-topic', 0, 'C1'],
      ['B', 'Stable', 'demo-topic', 0, 'B-1'],
    ],
    missing: 'nobody',
  })
  await expect(byLine(await drawn(() => chart))).toMatchFileSnapshot(
    '__snapshots__/assignments-two-groups.svg',
  )
})

it('shows idle members and a group that has lost all of them', async () => {
  expect(assignments(threeServices).alt).toBe(
    'In notifications, notifications-host-01 owns partitions 0 and 1 and notifications-host-02 owns partition 2 of orders; spare is idle. In analytics, analytics-1 owns partitions 0, 1 and 2 of orders. In inventory (Empty), nobody owns a partition of orders.',
  )
  const svg = await drawn(() => assignments(threeServices))
  for (const text of [
    'idle: owns no partition',
    'the group is Empty',
    'nobody reads',
    'notifications-host-01',
  ])
    expect(svg.match(new RegExp(`>${text}</text>`, 'g')), text).toHaveLength(1)
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/assignments-three-services.svg')
})

it('names a state other than Stable and partitions that nobody owns', async () => {
  expect(assignments(oddities, { topic: 'past' }).alt).toBe(
    'In A (PreparingRebalance), nobody owns a partition of past; C1 is idle. In a-group-with-a-rather-long-name, C2 owns partition 0 of past; nobody owns 1 of 2 partitions.',
  )
  const svg = await drawn(() => assignments(oddities))
  expect(svg.match(/>the group is PreparingRebalance<\/text>/g)).toHaveLength(3)
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/assignments-oddities.svg')
})

it('wraps many partitions within the picture', async () => {
  const many = Array.from({ length: 50 }, () => 1)
  const owned = many.map((_, at) => `wide/${at}`)
  const observation = observed({ wide: many }, { A: { committed: { wide: [] }, members: { C1: owned } } })
  const svg = await drawn(() => assignments(observation))
  const right = [...svg.matchAll(/<rect x="([\d.]+)"[^>]* width="([\d.]+)"[^>]* rx=/g)].map(
    (one) => Number(one[1]) + Number(one[2]),
  )
  expect(right).toHaveLength(50)
  expect(Math.max(...right)).toBeLessThan(800)
})

it('says that no group reads a topic', async () => {
  const unread = (): ReturnType<typeof assignments> => assignments(observed({ orders: [3] }, {}))
  expect(unread().alt).toBe('No group reads a topic yet.')
  expect(await drawn(unread)).toContain('>No group reads a topic yet.</text>')
})
