import { expect, it } from 'vitest'
import { guarantees } from '../../src/charts/guarantees.js'
import { byLine, drawn } from './drawn.js'
import { manyRuns, measuredRuns, runs } from './runs.js'

it('says for each guarantee and point of the crash what was lost and duplicated', async () => {
  const chart = guarantees(measuredRuns)
  expect(chart.title).toBe('What a crash costs, by delivery guarantee')
  expect(chart.alt).toBe(
    'at-most-once, crash before both 12 of 12 neither; between the two 12 of 12 lost one; after both 12 of 12 neither. at-least-once, crash before both 12 of 12 neither; between the two 12 of 12 duplicated one; after both 12 of 12 neither. exactly-once, crash before both 12 of 12 neither; between the two 12 of 12 neither; after both 12 of 12 neither.',
  )
  expect(chart.table.columns).toEqual([
    ...['guarantee', 'crash', 'runs', 'runs that lost', 'runs that duplicated', 'runs with neither'],
    ...['messages lost', 'messages duplicated'],
  ])
  expect(chart.table.rows.slice(0, 5)).toEqual([
    ['at-most-once', 'before both', 12, 0, 0, 12, 0, 0],
    ['at-most-once', 'between the two', 12, 12, 0, 0, 12, 0],
    ['at-most-once', 'after both', 12, 0, 0, 12, 0, 0],
    ['at-least-once', 'before both', 12, 0, 0, 12, 0, 0],
    ['at-least-once', 'between the two', 12, 0, 12, 0, 0, 12],
  ])
  const svg = await drawn(() => guarantees(measuredRuns))
  for (const text of ['12 of 12 lost one', '12 of 12 duplicated one', 'between the two', 'exactly-once'])
    expect(svg).toContain(`>${text}</text>`)
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/guarantees-measured.svg')
})

it('counts runs and messages apart, and says where nothing was run', () => {
  expect(guarantees(manyRuns).alt).toBe(
    'at-most-once, crash before both 8 of 100 lost 23 messages in all, 3 of 100 duplicated 11 messages in all, 90 of 100 neither; between the two not run; after both 400 of 1,637 lost one, 3 of 1,637 duplicated one, 1,234 of 1,637 neither. exactly-once, crash before both not run; between the two 1 of 1 neither; after both not run.',
  )
  expect(guarantees(manyRuns).table.rows[0]).toEqual(['at-most-once', 'before both', 100, 8, 3, 90, 23, 11])
  expect(guarantees(runs(1, 'at-most-once', 'after both', { lost: 2 })).alt).toContain(
    'after both 1 of 1 lost 2 messages.',
  )
})

it('has rows for the guarantees that were run only', () => {
  const chart = guarantees(runs(1, 'at-least-once', 'after both'), { title: 'One run' })
  expect(chart.title).toBe('One run')
  expect(chart.table.rows.map(([guarantee]) => guarantee)).toEqual(Array(3).fill('at-least-once'))
})

it('says that nothing has been run', async () => {
  expect(guarantees([]).alt).toBe('Nothing has been run yet.')
  expect(await drawn(() => guarantees([]))).toContain('>Nothing has been run yet.</text>')
})
