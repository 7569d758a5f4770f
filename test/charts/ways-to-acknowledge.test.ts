import { expect, it } from 'vitest'
import { waysToAcknowledge } from '../../src/charts/ways-to-acknowledge.js'
import { byLine, drawn } from './drawn.js'
import { group, places, share, threeWays } from './ways.js'

it('sets a position, a ledger and a share group side by side', async () => {
  const chart = waysToAcknowledge(places(10), threeWays)
  expect(chart.title).toBe('Ways to acknowledge the same messages')
  expect(chart.alt).toBe(
    'committed offset: 10 done; lag 0. ledger: 3 done, 3 held (offset 4, 5 and 6) and 4 not acknowledged (offset 3, 7, 8 and 9); lag 7. share group: 7 accepted, 1 released (offset 8), 1 rejected (offset 5) and 1 not acknowledged (offset 9); 1 delivered more than once; lag 2.',
  )
  expect(chart.table.columns).toEqual([
    ...['way', 'topic', 'partition', 'offset', 'acknowledged', 'delivery count'],
  ])
  expect(chart.table.rows[13]).toEqual(['ledger', 'payments', 0, 3, 'not acknowledged', null])
  expect(chart.table.rows[23]).toEqual(['share group', 'payments', 0, 3, 'accepted', 3])
  const svg = await drawn(() => waysToAcknowledge(places(10), threeWays))
  for (const text of ['committed 3', 'committed 10', '✓ ×3', '←', '✗', 'h', 'lag 7'])
    expect(svg).toContain(`>${text}</text>`)
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/ways-three.svg')
})

it('knows a group that never committed, and a share group that was told nothing', async () => {
  const ways = { never: group(null, [1]), untold: { share: [] } }
  expect(waysToAcknowledge(places(3), ways).alt).toBe(
    'never: 1 held (offset 1) and 2 not acknowledged (offset 0 and 2). untold: 3 not acknowledged (offset 0, 1 and 2).',
  )
  expect(await drawn(() => waysToAcknowledge(places(3), ways))).toContain('>never committed</text>')
})

it('goes by the last acknowledgement of a message, in the order of the log', () => {
  const { table } = waysToAcknowledge(places(2).reverse(), { any: { share: share('0a1', '1r1', '0x2') } })
  expect(table.rows.map((row) => row.slice(3))).toEqual([
    [0, 'rejected', 2],
    [1, 'released', 1],
  ])
})

it('says that there is nothing', async () => {
  expect(waysToAcknowledge([], {}).alt).toBe('Nothing has been acknowledged yet.')
  expect(waysToAcknowledge([], { any: { share: [] } }, { title: 'None' })).toMatchObject({
    title: 'None',
    alt: 'any: no messages.',
  })
  expect(await drawn(() => waysToAcknowledge([], {}))).toContain('>Nothing has been acknowledged yet.</text>')
})
