import * as vega from 'vega'
import { compile, type TopLevelSpec } from 'vega-lite'
import type { Chart } from '../../src/charts/chart.js'

/** The Vega view of a Vega-Lite chart, as a front end with this configuration makes it. */
export function compiled({ picture }: Chart, config: object = {}): vega.View {
  if (picture.kind !== 'vega-lite') throw new Error(`wanted a Vega-Lite picture, found ${picture.kind}`)
  const { spec } = compile(structuredClone(picture.spec) as unknown as TopLevelSpec, { config })
  return new vega.View(vega.parse(spec), { renderer: 'none' })
}
