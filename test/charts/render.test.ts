import { expect, it } from 'vitest'
import type { Chart } from '../../src/charts/chart.js'
import * as charts from '../../src/charts/index.js'
import { renderChart } from '../../src/charts/render.js'
import { twoGroups } from './scenes.js'

const all = [charts.acknowledgements, charts.offsets, charts.assignments]

it.each(all)('draws %o as one SVG that stands on its own', async (describe) => {
  const svg = await renderChart(describe(twoGroups))
  expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
  expect(svg).toMatch(/<\/svg>$/)
  expect(svg).toMatch(/background: (white|#ffffff|rgb\(255, 255, 255\))|<rect [^>]*fill="#ffffff"/)
  expect(svg).toContain('system-ui, sans-serif')
  expect(svg).not.toMatch(/(href|src)="?http|@import|<script/)
})

it('leaves the description as it was, so that it can be shown after it was drawn', async () => {
  const chart = charts.offsets(twoGroups)
  await renderChart(chart)
  expect(chart).toEqual(charts.offsets(twoGroups))
})

it('says which chart cannot be drawn, and keeps the cause', async () => {
  const spec = { data: { values: [] }, layer: 0 }
  const chart = {
    ...charts.offsets(twoGroups),
    title: 'Lag',
    picture: { kind: 'vega-lite', spec },
  } as unknown as Chart
  const error = await renderChart(chart).catch((caught: unknown) => caught)
  expect(error).toEqual(
    new Error(
      'Cannot draw "Lag": wanted a description that Vega-Lite can draw, and it says: spec.layer.map is not a function. The chart is at fault, not the cluster; what ran before still stands.',
      { cause: new TypeError('spec.layer.map is not a function') },
    ),
  )
})
