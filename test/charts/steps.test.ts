import { expect, it } from 'vitest'
import { evenly, shownUntil, stepsOf, type Told } from '../../src/charts/steps.js'

const chart = (title: string) => ({
  ...{ title, alt: `${title}.`, table: { columns: [], rows: [] } },
  picture: { kind: 'plot' as const, scene: { width: 1, height: 1, boxes: [], labels: [], rules: [] } },
})
const told = (count: number): Told[] =>
  Array.from({ length: count }, (_, at) => ({ atMs: 5_000 + at * 100, text: `step ${at}`, key: at === 1 }))

it('counts the seconds from the first step, and draws each with what was told after it', () => {
  const drawn: (string | undefined)[] = []
  const steps = stepsOf(chart('whole'), told(3), (one, next) => {
    drawn.push(next?.text)
    return chart(one.text)
  })
  expect(steps).toEqual({
    ...{ title: 'whole', alt: 'whole.', left: 0 },
    steps: [
      { text: '0.00 s: step 0', key: false, chart: chart('step 0') },
      { text: '0.10 s: step 1', key: true, chart: chart('step 1') },
      { text: '0.20 s: step 2', key: false, chart: chart('step 2') },
    ],
  })
  expect(drawn).toEqual(['step 1', 'step 2', undefined])
})

it('keeps 30 at most, the first and the last among them, and says how many it left out', () => {
  const { steps, left } = stepsOf(chart('whole'), told(91), () => chart('one'))
  expect([steps.length, left]).toEqual([30, 61])
  expect([steps[0]?.text, steps[1]?.text, steps.at(-1)?.text]).toEqual([
    '0.00 s: step 0',
    '0.30 s: step 3',
    '9.00 s: step 90',
  ])
  expect(stepsOf(chart('whole'), told(30), () => chart('one')).left).toBe(0)
})

it('takes values at equal distances', () => {
  expect(evenly([1, 2, 3, 4, 5], 3)).toEqual([1, 3, 5])
  expect(evenly([1, 2], 3)).toEqual([1, 2])
  expect(evenly([1, 2, 3], 1)).toEqual([3])
})

it('shows a little more than the moment, and nothing of the next', () => {
  expect(shownUntil(1_000, 5_000, 3_000)).toBe(1_100)
  expect(shownUntil(1_000, 1_050, 3_000)).toBe(1_050)
  expect(shownUntil(1_000, undefined, 3_000)).toBe(1_100)
})
