import { expect, it } from 'vitest'
import { sharing } from '../../src/charts/sharing.js'
import { byLine, drawn } from './drawn.js'
import { threeServices } from './scenes.js'
import { oneToFive, shared } from './shares.js'

const group = 'chat-service'

it('shows one to five members side by side, and who is idle', async () => {
  const chart = sharing(oneToFive, { group })
  expect(chart.title).toBe('How chat-service shares chat-messages')
  expect(chart.alt).toBe(
    'With 1 member: C1 has 0, 1, 2 and 3. With 2 members: C1 has 0 and 2 and C2 has 1 and 3. With 3 members: C1 has 0 and 3, C2 has 1 and C3 has 2. With 4 members: C1 has 0, C2 has 1, C3 has 2 and C4 has 3. With 5 members: C1 has 0, C2 has 1, C3 has 2 and C4 has 3; C5 is idle.',
  )
  expect(chart.table.rows.slice(8, 12)).toEqual([
    [3, 'Stable', 0, 'C1'],
    [3, 'Stable', 1, 'C2'],
    [3, 'Stable', 2, 'C3'],
    [3, 'Stable', 3, 'C1'],
  ])
  const svg = await drawn(() => sharing(oneToFive, { group }))
  for (const text of ['1 member', '5 members', 'sizes 2, 1, 1', 'idle: C5'])
    expect(svg).toContain(`>${text}</text>`)
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/sharing-one-to-five.svg')
})

it('calls nobody idle while the group rebalances', async () => {
  const between = shared(2, ['C1', 'C2'], 'PreparingRebalance')
  expect(sharing([between], { group }).alt).toBe(
    'With 2 members (PreparingRebalance): nobody has 2 partitions.',
  )
  const svg = await drawn(() => sharing([between], { group }))
  expect(svg).toContain('>PreparingRebalance</text>')
  expect(svg).not.toContain('idle')
  expect(sharing([shared(2, [], 'Empty')], { group }).alt).toBe(
    'With no members (Empty): nobody has 2 partitions.',
  )
})

it('looks at one topic, of other groups too', () => {
  expect(sharing([threeServices], { group: 'notifications' }).alt).toBe(
    'With 3 members: notifications-host-01 has 0 and 1 and notifications-host-02 has 2; spare is idle.',
  )
  expect(sharing([], { group, topic: 'orders' }).alt).toBe('There is no observation yet.')
})

it('wants one topic, or its name, and a group that was observed', () => {
  const two = { ...shared(1, ['C1']) }
  const other = shared(1, ['C1'])
  const renamed = {
    ...other,
    partitions: other.partitions.map((one) => ({ ...one, topic: 'orders' })),
    groups: other.groups.map((one) => ({
      ...one,
      positions: one.positions.map((each) => ({ ...each, topic: 'orders' })),
    })),
    group: other.group,
  }
  expect(() => sharing([Object.assign(two, { group: other.group }), renamed], { group })).toThrowError(
    new Error(
      "Cannot draw how 'chat-service' shares its partitions: wanted one topic, found 'chat-messages' and 'orders'. Name one of them: charts.sharing(looks, { group: 'chat-service', topic: 'chat-messages' }).",
    ),
  )
  expect(() => sharing(oneToFive, { group: 'nobody' })).toThrowError(/^Cannot show group 'nobody'/)
})
