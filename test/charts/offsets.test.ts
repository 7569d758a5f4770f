import { expect, it } from 'vitest'
import { offsets } from '../../src/charts/offsets.js'
import { byLine, drawn } from './drawn.js'
import { observed } from './fixtures.js'
import { million, oddities, threeServices, twoGroups } from './scenes.js'

it('puts the numbers of the broker on the bars', async () => {
  const chart = offsets(twoGroups)
  expect(chart.title).toBe('Committed offset, log end offset and lag')
  expect(chart.alt).toBe('In demo-topic, A lags by 5 and B lags by 7.')
  expect(chart.table).toEqual({
    columns: ['topic', 'partition', 'group', 'committed', 'log end', 'lag'],
    rows: [
      ['demo-topic', 0, 'A', 5, 10, 5],
      ['demo-topic', 0, 'B', 3, 10, 7],
    ],
    missing: 'never committed',
  })
  const svg = await drawn(() => chart)
  for (const text of ['committed 5', 'committed 3', 'lag 5', 'lag 7', 'log end 10'])
    expect(svg).toContain(`>${text}</text>`)
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/offsets-two-groups.svg')
})

it('tells never committed from 0', async () => {
  const { alt } = offsets(threeServices)
  expect(alt).toBe('In orders, notifications lags by 5, analytics never committed and inventory lags by 4.')
  const svg = await drawn(() => offsets(threeServices))
  expect(svg.match(/>never committed<\/text>/g)).toHaveLength(3)
  expect(svg.match(/>committed 0, lag 3<\/text>/g)).toHaveLength(1)
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/offsets-three-services.svg')
})

it('shows an empty topic and commits outside the log', async () => {
  const { alt } = offsets(oddities)
  expect(alt).toBe(
    'In empty, A never committed. In past, A has no lag and a-group-with-a-rather-long-name lags by 3 and never committed in 1 partition. In trimmed, A lags by 32.',
  )
  const svg = await drawn(() => offsets(oddities))
  for (const text of ['never committed, no messages', 'committed 480, lag 32'])
    expect(svg).toContain(`>${text}</text>`)
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/offsets-oddities.svg')
})

it('has axis labels that are whole numbers, each once', async () => {
  const svg = await drawn(() => offsets(threeServices))
  const axis = svg.slice(svg.indexOf('X-axis'), svg.indexOf('Y-axis'))
  expect([...axis.matchAll(/>(\d+)<\/text>/g)].map((found) => found[1])).toEqual([
    '0',
    '1',
    '2',
    '3',
    '4',
    '5',
  ])
  expect((await drawn(() => offsets(million()))).length).toBeLessThan(50_000)
})

it('says that no group reads a topic', async () => {
  const unread = (): ReturnType<typeof offsets> => offsets(observed({ orders: [3] }, {}))
  expect(unread().alt).toBe('No group reads orders.')
  expect(await drawn(unread)).toContain('>No group reads orders.</text>')
  expect(() => offsets(twoGroups, { topic: 'orders' })).toThrowError(
    new Error(
      "Cannot draw the offsets of topic 'orders': the observation holds only 'demo-topic'. Observe again, with that topic, and draw that.",
    ),
  )
})
