import { expect, it } from 'vitest'
import { guarantees } from '../../src/charts/guarantees.js'
import { byLine, drawn } from './drawn.js'
import { manyRuns, measuredRuns, runs } from './runs.js'

it('says for each guarantee and point of the crash what was lost and duplicated', async () => {
  const chart = guarantees(measuredRuns)
  expect(chart.title).toBe('What a crash costs, by delivery guarantee')
  expect(chart.alt).toBe(
    'at-most-once: in 12 of 36 runs something was lost (crash between the two: 12 of 12). at-least-once: in 12 of 36 runs something was duplicated (crash between the two: 12 of 12). exactly-once: in 36 runs nothing was lost or duplicated.',
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
  for (const text of [
    '12 of 12 lost one',
    '12 of 12 duplicated one',
    '12 of 12 unharmed',
    'between the two',
    'exactly-once',
  ])
    expect(svg).toContain(`>${text}</text>`)
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/guarantees-measured.svg')
})

it('counts runs and messages apart, and says where nothing was run', async () => {
  expect(guarantees(manyRuns).alt).toBe(
    'at-most-once: in 408 of 1,737 runs something was lost (crash before both: 8 of 100, after both: 400 of 1,637), in 6 of 1,737 runs something was duplicated (crash before both: 3 of 100, after both: 3 of 1,637). exactly-once: in 1 run nothing was lost or duplicated.',
  )
  expect(guarantees(manyRuns).table.rows[0]).toEqual(['at-most-once', 'before both', 100, 8, 3, 90, 23, 11])
  const svg = await drawn(() => guarantees(runs(1, 'at-most-once', 'after both', { lost: 2 })))
  expect(svg).toContain('>1 of 1 lost 2 messages</text>')
  expect(svg).toContain('>not run</text>')
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
