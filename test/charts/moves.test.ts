import { expect, it } from 'vitest'
import { type MovesRow, moves } from '../../src/charts/moves.js'
import { byLine, drawn } from './drawn.js'

const STEPS = ['+C2', '+C3', '−C2', '+C4']
const row = (assignor: string, ...moved: readonly number[]): MovesRow[] =>
  moved.map((one, at) => ({ assignor, step: STEPS[at] ?? '', moved: one }))
const measured = [
  ...row('round robin', 3, 4, 4, 4),
  ...row('range', 3, 3, 2, 3),
  ...row('sticky', 3, 2, 2, 2),
]

it('shows how many partitions each assignor moved, step by step and in total', async () => {
  const chart = moves(measured)
  expect(chart.title).toBe('Partitions moved to another member')
  expect(chart.alt).toBe(
    'In total, round robin moved 15 partitions (3, 4, 4, 4), range moved 11 partitions (3, 3, 2, 3) and sticky moved 9 partitions (3, 2, 2, 2). Fewest: sticky.',
  )
  expect(chart.table).toEqual({
    columns: ['assignor', '+C2', '+C3', '−C2', '+C4', 'total'],
    rows: [
      ['round robin', 3, 4, 4, 4, 15],
      ['range', 3, 3, 2, 3, 11],
      ['sticky', 3, 2, 2, 2, 9],
    ],
    missing: 'not run',
  })
  const svg = await drawn(() => moves(measured))
  for (const text of ['round robin', '−C2', 'total', '15']) expect(svg).toContain(`>${text}</text>`)
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/moves-assignors.svg')
})

it('compares no totals of different steps', () => {
  const { alt, table } = moves([...row('range', 3, 3), ...row('sticky', 3)])
  expect(alt).toBe('In total, range moved 6 partitions (3, 3) and sticky moved 3 partitions (3, not run).')
  expect(table.rows[1]).toEqual(['sticky', 3, null, 3])
  expect(moves([...row('range', 3), ...row('sticky', 3)]).alt).not.toContain('Fewest')
  expect(moves([]).alt).toBe('No assignor has been run yet.')
})

it('refuses two numbers for one step', () => {
  expect(() => moves([...row('range', 3), ...row('range', 4)])).toThrowError(
    new Error(
      "Cannot draw the partitions moved: wanted one number for 'range' at step '+C2', found 3 and 4. Give each step of the story a name of its own.",
    ),
  )
})
