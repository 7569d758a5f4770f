import { expect, it } from 'vitest'
import { type MovesGrid, movesScene } from '../../src/charts/moves-scene.js'
import { illegible } from './legible.js'

const line = (assignor: string, ...moved: readonly (number | null)[]): MovesGrid['lines'][number] => {
  return { assignor, moved, total: moved.reduce((sum: number, one) => sum + (one ?? 0), 0) }
}
const many = Array.from({ length: 15 }, (_, at) => at * 1_000)

it('makes bars as long as the numbers, steps on one scale', () => {
  const { boxes } = movesScene('', {
    steps: ['+C2', '−C2'],
    lines: [line('range', 3, 0), line('sticky', 1, 2)],
  })
  const [three, total, one, two] = boxes.map(({ x1, x2 }) => x2 - x1)
  expect(boxes).toHaveLength(5)
  expect(one).toBeCloseTo((three ?? 0) / 3)
  expect(two).toBeCloseTo((2 * (three ?? 0)) / 3)
  expect(total).toBeGreaterThan(three ?? 0)
})

it.each<[string, MovesGrid]>([
  ['four steps', { steps: ['+C2', '+C3', '−C2', '+C4'], lines: [line('round robin', 3, 4, null, 4)] }],
  [
    'too many steps',
    { steps: many.map((_, at) => `a long step ${at}`), lines: [line('m'.repeat(50), ...many)] },
  ],
  ['nothing', { steps: [], lines: [] }],
])('can be read: %s', (_, grid) => {
  expect(illegible(movesScene('Partitions moved', grid))).toEqual([])
})

it('says that steps are left out, and that one was not run', () => {
  const texts = movesScene('', {
    steps: many.map(String),
    lines: [line('range', ...many.slice(1), null)],
  }).labels
  expect(texts.map(({ text }) => text)).toEqual(
    expect.arrayContaining(['not run', 'The last 8 of 15 steps; the total is of all.']),
  )
})
