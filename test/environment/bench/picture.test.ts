import { expect, test } from 'vitest'
import type { Run } from '../../../environment/bench/last-run.mjs'
import { drawRun } from '../../../environment/bench/picture.mjs'
import { renderChart } from '../../../src/charts/render.js'
import { crash, join, observe } from './results.js'

test('each row that has a target and was measured is drawn, with words beside the colour', async () => {
  const run = { results: [join, crash, observe, { ...observe, name: 'free', target: {} }] } as Run
  const svg = await drawRun(run, {
    renderChart: (chart) => renderChart(chart as Parameters<typeof renderChart>[0]),
  })
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text)
  expect(texts).toEqual(
    expect.arrayContaining([
      'join',
      'met: 0.00918, wanted ≤ 0.1',
      'observe-500',
      'missed: 600 ms, wanted ≤ 300 ms',
      'the target',
      'better than the target',
    ]),
  )
  expect(texts).not.toContain('crash')
  expect(texts).not.toContain('free')
  expect(svg).toContain('1 of 2 rows meet their target. Missed: observe-500.')
})
