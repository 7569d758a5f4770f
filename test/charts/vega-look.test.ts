import { expect, it } from 'vitest'
import { lag } from '../../src/charts/lag.js'
import { offsets } from '../../src/charts/offsets.js'
import { compiled } from './compiled.js'
import { failoverLag } from './lags.js'
import { oddities, threeServices } from './scenes.js'
import { failover } from './stories.js'

// What vega-themes' "dark", which JupyterLab hands to Vega in its dark themes, sets.
const DARK = {
  background: '#333',
  view: { stroke: '#888' },
  title: { color: '#fff', subtitleColor: '#fff' },
  style: { 'guide-label': { fill: '#fff' }, 'guide-title': { fill: '#fff' } },
  axis: { domainColor: '#fff', gridColor: '#888', tickColor: '#fff' },
}

it.each([
  offsets(threeServices),
  offsets(oddities),
  lag(failoverLag, { events: failover, partitions: true }),
])('looks the same in a dark theme', async (chart) => {
  expect(await compiled(chart, DARK).toSVG()).toBe(await compiled(chart).toSVG())
})
