import { expect, test } from 'vitest'
import { stepLine, table, wrongLines } from '../../../environment/soak/report.mjs'

type Entry = Parameters<typeof stepLine>[0]

const entry = (
  step: Entry['step'],
  outcome: Entry['verdict']['outcome'] = 'passed',
  said = '',
  ofRunAll = false,
): Entry => ({ step, verdict: { outcome, said }, ms: 1, ofRunAll })
const run = (cell: number, interruptMs: number | null = null) => ({ cell, interruptMs })
const entries = [
  entry(run(1)),
  entry({ disturbance: 'restart' }),
  entry(run(3, 16), 'stopped', 'Interrupted'),
  entry(run(5), 'refused', 'Run the cell above.'),
  entry(run(5), 'wrong', 'the kernel died', true),
]

test('a step is a cell, with when it was stopped, or a disturbance', () => {
  expect(entries.map(stepLine)).toEqual(['1', 'restart', '3!16', '5', '5'])
})

test('what was wrong comes with the way to it', () => {
  expect(wrongLines({ lesson: '02-two-groups', seeds: [7, 8], entries })).toEqual([
    '02-two-groups, seed 7,8, cell 5, from the top (1 restart 3!16 5 5): the kernel died',
  ])
})

test('the table counts what steps came to, a line a lesson', () => {
  const walks = [
    { lesson: '04-rebalancing', seeds: [1], entries: entries.slice(0, 1) },
    { lesson: '02-two-groups', seeds: [1], entries },
    { lesson: '02-two-groups', seeds: [2], entries },
  ]
  expect(
    table(walks)
      .split('\n')
      .map((line) => line.split(/\s+/)),
  ).toEqual([
    ['lesson', 'walks', 'steps', 'passed', 'refused', 'stopped', 'wrong'],
    ['02-two-groups', '2', '10', '4', '2', '2', '2'],
    ['04-rebalancing', '1', '1', '1', '0', '0', '0'],
  ])
})
