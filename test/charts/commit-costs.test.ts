import { expect, it } from 'vitest'
import { commitCosts } from '../../src/charts/commit-costs.js'
import { byLine, drawn } from './drawn.js'

const rows = [
  { strategy: 'every message', commits: 100, redelivered: 0, messages: 100 },
  { strategy: 'every 10 messages', commits: 10, redelivered: 7, messages: 100 },
  { strategy: 'every 100 ms', commits: 14, redelivered: 4, messages: 100 },
  { strategy: 'on leave', commits: 0, redelivered: 57, messages: 100 },
]

it('sets commits confirmed against messages redelivered', async () => {
  const chart = commitCosts(rows)
  expect(chart.title).toBe('What committing costs: commits against redelivery')
  expect(chart.alt).toBe(
    'After a crash, every message: 100 commits, 0 of 100 messages redelivered, every 10 messages: 10 commits, 7 of 100 messages redelivered, every 100 ms: 14 commits, 4 of 100 messages redelivered and on leave: 0 commits, 57 of 100 messages redelivered.',
  )
  expect(chart.table).toEqual({
    columns: ['strategy', 'messages', 'commits confirmed', 'messages redelivered after a crash'],
    rows: [
      ['every message', 100, 100, 0],
      ['every 10 messages', 100, 10, 7],
      ['every 100 ms', 100, 14, 4],
      ['on leave', 100, 0, 57],
    ],
  })
  const svg = await drawn(() => commitCosts(rows))
  for (const text of ['commits confirmed', 'messages redelivered after a crash', '57'])
    expect(svg).toContain(`>${text}</text>`)
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/commit-costs-strategies.svg')
})

it('says that nothing has been run', async () => {
  expect(commitCosts([]).alt).toBe('No strategy has been run yet.')
  expect(await drawn(() => commitCosts([]))).toContain('>No strategy has been run yet.</text>')
})
