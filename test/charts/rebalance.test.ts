import { expect, it } from 'vitest'
import { memberColour } from '../../src/charts/colour.js'
import { rebalance } from '../../src/charts/rebalance.js'
import type { LabEvent } from '../../src/model/timeline.js'
import { withMembers } from '../../src/model/timeline.js'
import { byLine, drawn } from './drawn.js'
import { failover, minute, quick, restless, story } from './stories.js'

it('shows a failover: who read what, the gap after the crash, the rebalances', async () => {
  const chart = rebalance(failover)
  expect(chart.title).toBe('Who reads which partition in chat-service')
  expect(chart.table.columns).toEqual([
    ...[
      'topic',
      'partition',
      'from in s',
      'to in s',
      'length in ms',
      'member',
      'generation',
      'why nobody reads',
    ],
  ])
  expect(chart.table.rows.filter(([, partition]) => partition === 1).slice(4, 8)).toEqual([
    ['chat-messages', 1, 1.288, 2, 712, 'C2', 3, null],
    ['chat-messages', 1, 2, 3.012, 1_012, null, null, 'C2 crashed'],
    ['chat-messages', 1, 3.012, 3.091, 79, null, null, 'rebalance'],
    ['chat-messages', 1, 3.091, 3.921, 830, 'C3', 4, null],
  ])
  const svg = await drawn(() => rebalance(failover))
  for (const text of ['C2 crashes', 'C3 joins', 'generation 3', '1.1 s', 'seconds since the first event'])
    expect(svg).toContain(`>${text}</text>`)
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/rebalance-failover.svg')
})

it('shows 0.2 s as well as a minute', async () => {
  await expect(byLine(await drawn(() => rebalance(quick)))).toMatchFileSnapshot(
    '__snapshots__/rebalance-quick.svg',
  )
  await expect(byLine(await drawn(() => rebalance(minute)))).toMatchFileSnapshot(
    '__snapshots__/rebalance-minute.svg',
  )
})

it('stays below 200 kB, whatever happened', async () => {
  const svg = await drawn(() => rebalance(restless(1_600, 90)))
  expect(svg.length).toBeLessThan(200_000)
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/rebalance-restless.svg')
})

it('ends at the time of looking, and begins where it is told to', () => {
  const start = failover[0]?.atMs ?? 0
  const { table, alt } = rebalance(failover, { sinceMs: start + 1_900, untilMs: start + 2_600 })
  expect(alt).toBe(
    '4 partitions over 700 ms. C2 crashes at 0.10 s. After the crash of C2, nobody has read partition 1 for 600 ms so far. At the end, C1 reads 0 and 3, nobody reads 1 and C3 reads 2.',
  )
  expect(table.rows.map((row) => row.slice(1, 6))).toEqual([
    [0, 0, 0.7, 700, 'C1'],
    [1, 0, 0.1, 100, 'C2'],
    [1, 0.1, 0.7, 600, null],
    [2, 0, 0.7, 700, 'C3'],
    [3, 0, 0.7, 700, 'C1'],
  ])
})

it('begins anew with a group that was deleted and joined again', () => {
  const deleted: LabEvent = {
    atMs: 1_760_000_009_000,
    group: 'chat-service',
    member: null,
    type: 'group-deleted',
  }
  const again = story('chat-service', 'chat-messages', '9500 C9 joined 0', '9700 C9 generation 1')
  expect(rebalance([...failover, deleted, ...again]).alt).toBe(
    '1 partition over 201 ms. C9 joins at 0.00 s. At the end, C9 reads 0.',
  )
  expect(rebalance([...failover, deleted]).alt).toContain('C4 joins at 4.00 s')
})

it('gives members the colours that they have elsewhere, and others the next', () => {
  const fills = (members?: string[], events: Parameters<typeof rebalance>[0] = quick): string[] => {
    const { picture } = rebalance(events, members ? { members } : {})
    return picture.kind === 'plot' ? picture.scene.boxes.map(({ fill }) => fill) : []
  }
  const [first, second, , fourth] = ['C1', 'C2', 'C3', 'C4'].map((name) =>
    memberColour({ groups: [], members: ['C1', 'C2', 'C3', 'C4'] }, name),
  )
  expect([fills().includes(first ?? ''), fills().includes(fourth ?? '')]).toEqual([true, false])
  const shifted = fills(['C1', 'notifications-host-01'])
  expect([first, second, fourth].map((one) => shifted.includes(one ?? ''))).toEqual([false, true, true])
  const named = withMembers([...quick], ['C1', 'notifications-host-01'])
  expect(fills(undefined, named)).toEqual(shifted)
})

it('wants the events of one group, or its name', () => {
  const both = [...failover, ...quick]
  expect(() => rebalance(both)).toThrowError(
    new Error(
      "Cannot draw the rebalances: wanted the events of one group, found those of 'chat-service' and 'notifications'. Name one of them: charts.rebalance(events, { group: 'chat-service' }).",
    ),
  )
  expect(rebalance(both, { group: 'notifications' }).title).toBe('Who reads which partition in notifications')
})
