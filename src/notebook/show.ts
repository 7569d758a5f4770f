import type { Chart, Panel } from '../charts/chart.js'
import { bundlesOf, checkShowable } from './bundle.js'
import { type Bundle, display } from './display.js'

/**
 * Shows charts and panels below the cell, in the order given, each with its finding in words and its numbers under a fold. An
 * output carries every form that a front end may want: Vega-Lite or HTML, SVG, and text with the finding, so that it is right
 * in JupyterLab (light, dark, trusted or not), in an export and in a terminal. Always awaited; everything is drawn first and then shown, so that a chart that
 * cannot be drawn leaves no half of the outputs behind. In a plain script nothing is shown, and still everything is drawn.
 *
 *     await show(charts.acknowledgements(now), charts.offsets(now))
 *
 * Throws a sentence when it is given something else than a chart or a panel.
 */
export async function show(...what: readonly (Chart | Panel)[]): Promise<void> {
  for (const [at, one] of what.entries()) checkShowable(one, `argument ${at + 1}`)
  const bundles: Bundle[] = []
  for (const one of what) bundles.push(...(await bundlesOf(one)))
  for (const bundle of bundles) display(bundle)
}
