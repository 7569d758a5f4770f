import * as Plot from '@observablehq/plot'
import * as jsdom from 'jsdom'
import * as vega from 'vega'
import type { Config } from 'vega-lite'
import * as vegaLite from 'vega-lite'
import { expect, it } from 'vitest'
import type { JsdomLibrary, PlotLibrary, VegaLibrary, VegaLiteLibrary } from '../../src/charts/libraries.js'
import { VEGA_LOOK } from '../../src/charts/vega-look.js'

// The assignments are what is tested, by the type check: here alone what src says of the libraries meets their own types.
it('says of the libraries that draw what they say of themselves', () => {
  const documents: JsdomLibrary = jsdom
  const plot: PlotLibrary = Plot
  const lite: VegaLiteLibrary = vegaLite
  const drawing: VegaLibrary<vega.Runtime> = vega
  const look: Config = VEGA_LOOK

  const svg = plot.plot({ marks: [plot.frame({})], document: new documents.JSDOM('').window.document })
  expect(svg.outerHTML).toContain('aria-label="frame"')
  const { spec } = lite.compile({ mark: 'point', data: { values: [] }, config: look })
  const view = new drawing.View(drawing.parse(spec), { renderer: 'none', logLevel: drawing.Warn })
  expect(view.finalize()).toBe(view)
})
