import { expect, it } from 'vitest'
import { lag } from '../../src/charts/lag.js'
import { byLine, drawn } from './drawn.js'
import { failoverLag, sample } from './lags.js'
import { failover } from './stories.js'

it('shows the lag of a group through a failover, with what happened to its members', async () => {
  const chart = lag(failoverLag, { events: failover })
  expect(chart.title).toBe('Lag of chat-service over time')
  expect(chart.alt).toBe(
    'In 55 samples over 5.4 s, the lag was 46 at first, 159 at most (at 3.0 s) and 7 at last.',
  )
  expect(chart.table.columns).toEqual([
    'seconds',
    'total lag',
    'lag of P0',
    'lag of P1',
    'lag of P2',
    'lag of P3',
  ])
  expect(chart.table.rows[1]).toEqual([0.1, 46, 2, 1, 3, null])
  expect(chart.table.missing).toBe('never committed')
  const svg = await drawn(() => lag(failoverLag, { events: failover }))
  for (const text of [
    'C2 crashes',
    'C3 leaves',
    '159 at most',
    'total: 7',
    'lag in records',
    'seconds since the first sample',
  ])
    expect(svg).toContain(`>${text}</text>`)
  expect(svg).not.toContain('>P1: 1</text>')
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/lag-failover.svg')
})

it('names each partition at the end of its line, when it is asked for them', async () => {
  const svg = await drawn(() => lag(failoverLag, { partitions: true }))
  for (const text of ['P0: 2', 'P1: 1', 'P2: 3', 'P3: 1', 'total: 7'])
    expect(svg).toContain(`>${text}</text>`)
  expect(svg).not.toContain('crashes')
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/lag-partitions.svg')
})

it('thins many samples, keeps the peak, and says so', async () => {
  const many = Array.from({ length: 3_000 }, (_, at) => sample(at * 20, [at === 1_501 ? 9_000 : at % 50]))
  const svg = await drawn(() => lag(many))
  expect(svg).toMatch(/>2\d\d of 3,000 samples are drawn, the highest and the lowest among them\.<\/text>/)
  expect(svg).toContain('>9,000 at most</text>')
  expect(svg.length).toBeLessThan(200_000)
})

it('draws one sample, and none', async () => {
  expect(await drawn(() => lag([sample(0, [5])]))).toContain('>total: 5</text>')
  expect(lag([])).toMatchObject({ title: 'Lag over time', alt: 'There is no sample yet.' })
  expect(await drawn(() => lag([]))).toContain('>There is no sample yet.</text>')
})

it('says of a partition that was added later that it did not exist yet, not that it was never committed', () => {
  const rows = lag([sample(0, [5]), sample(100, [5, null])]).table.rows
  expect(rows).toEqual([
    [0, 5, 5, 'did not exist yet'],
    [0.1, 45, 5, null],
  ])
})

it('tells the partitions of several topics apart', () => {
  const two = { ...sample(0, [1]), lag: { a: [1], b: [2, null] } }
  expect(lag([two]).table.columns.slice(2)).toEqual(['lag of a P0', 'lag of b P0', 'lag of b P1'])
})

it('refuses samples of several groups', () => {
  expect(() => lag([sample(0, [1]), sample(1, [1], 'other')])).toThrowError(
    new Error(
      "Cannot draw the lag: wanted samples of one group, found those of 'chat-service' and 'other'. Draw one chart for each: charts.lag(samples.filter(one => one.group === 'chat-service')).",
    ),
  )
})
