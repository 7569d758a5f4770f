import { expect, it } from 'vitest'
import { deliveries } from '../../src/charts/deliveries.js'
import { byLine, drawn } from './drawn.js'
import { fates, fourWays } from './fates.js'

it('shows what became of ten messages in four ways', async () => {
  const chart = deliveries(fourWays)
  expect(chart.title).toBe('What became of each message')
  expect(chart.alt).toBe(
    'Of 10 messages, "print and continue" lost 1. Of 10 messages, "stop and retry" left 7 waiting. Of 10 messages, "ledger" handled 6 more than once and left 1 waiting. Of 10 messages, "dead letter queue" put 1 in the dead letter queue.',
  )
  expect(chart.table.columns).toEqual(['way', 'topic', 'partition', 'offset', 'times handled', 'fate'])
  expect(chart.table.rows).toHaveLength(40)
  expect(chart.table.rows[3]).toEqual(['print and continue', 'orders', 0, 3, 0, 'lost'])
  const svg = await drawn(() => deliveries(fourWays))
  for (const text of ['10 messages: 9 handled once and 1 lost', '✗', '×2', '…', '→DLQ', 'handled once'])
    expect(svg).toContain(`>${text}</text>`)
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/deliveries-four-ways.svg')
})

it('puts messages in the order of their logs', () => {
  const mixed = [...fates('hl', 'b', 1), ...fates('hl', 'b', 0), ...fates('h', 'a', 7)].reverse()
  expect(deliveries({ any: mixed }).table.rows.map((row) => row.slice(1, 4).join(' '))).toEqual([
    ...['a 7 0', 'b 0 0', 'b 0 1', 'b 1 0', 'b 1 1'],
  ])
})

it('takes another title', async () => {
  const chart = deliveries({ any: fates('h') }, { title: 'After a restart' })
  expect(chart.title).toBe('After a restart')
  expect(await drawn(() => chart)).toContain('>After a restart</text>')
})

it('says that there is nothing', async () => {
  expect(deliveries({}).alt).toBe('No message has been handled yet.')
  expect(deliveries({ ledger: [] }).alt).toBe('"ledger" had no messages.')
  expect(deliveries({ ledger: fates('hh') }).alt).toBe('"ledger" handled each of 2 messages once.')
  expect(await drawn(() => deliveries({}))).toContain('>No message has been handled yet.</text>')
})
