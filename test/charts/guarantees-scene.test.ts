import { expect, it } from 'vitest'
import { guarantees } from '../../src/charts/guarantees.js'
import { byLine, drawn } from './drawn.js'
import { illegible } from './legible.js'
import { manyRuns, measuredRuns, runs } from './runs.js'
import { sceneOf, textsOf } from './scene-of.js'

it('draws a box a run, each outcome with a ground and a sign of its own', () => {
  const chart = guarantees([
    ...runs(2, 'at-most-once', 'before both'),
    ...runs(1, 'at-most-once', 'before both', { lost: 1 }),
    ...runs(1, 'at-most-once', 'before both', { repeated: 1 }),
    ...runs(1, 'at-most-once', 'before both', { lost: 1, repeated: 1 }),
  ])
  const { boxes } = sceneOf(chart)
  expect(boxes).toHaveLength(5 + 4)
  expect(new Set(boxes.map(({ fill, hatch }) => `${fill} ${hatch}`)).size).toBe(4)
  expect(textsOf(chart).filter((text) => ['✓', '✗', '+', '✗+'].includes(text))).toEqual([
    ...['✗', '+', '✗+', '✓', '✓'],
    ...['✗', '+', '✗+', '✓'],
  ])
})

it('draws more than a hundred runs as one bar with their numbers', async () => {
  expect(textsOf(guarantees(manyRuns))).toEqual(expect.arrayContaining(['✗ 400', '✓ 1,234', 'not run']))
  const svg = await drawn(() => guarantees(manyRuns))
  expect(svg.length).toBeLessThan(200_000)
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/guarantees-many.svg')
})

it('lets one run in a thousand be seen', () => {
  const { boxes } = sceneOf(
    guarantees([
      ...runs(1000, 'at-most-once', 'after both'),
      ...runs(1, 'at-most-once', 'after both', { lost: 1 }),
    ]),
  )
  const [lost, neither] = boxes.map(({ x1, x2 }) => x2 - x1)
  expect(lost).toBeGreaterThan(4)
  expect(neither).toBeGreaterThan(150)
})

it('explains the outcomes that are there', () => {
  expect(textsOf(guarantees(measuredRuns))).toContain('a message was lost')
  expect(textsOf(guarantees(measuredRuns))).not.toContain('both: one lost, another duplicated')
})

it.each([
  ['as measured', measuredRuns],
  ['many', manyRuns],
  ['a hundred of each', measuredRuns.flatMap((run) => Array(8).fill(run) as typeof measuredRuns)],
  ['one', runs(1, 'exactly-once', 'after both', { lost: 123_456_789, repeated: 123_456_789 })],
  ['nothing', []],
])('can be read: %s', (_, those) => {
  expect(illegible(sceneOf(guarantees(those)))).toEqual([])
})
