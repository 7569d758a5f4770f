import type { Chart } from './chart.js'
import type { JsdomLibrary, PlotLibrary, VegaLibrary, VegaLiteLibrary, VegaLiteSpec } from './libraries.js'
import { type Scene, sceneOptions } from './scene.js'

/**
 * Draws a chart. Comes back with one complete `<svg>` element as text: its own namespace, ground and colours, and no
 * reference to anything outside, so that it looks the same in an `<img>`, in a file and on paper. The same chart gives the
 * same text every time. The libraries that draw are loaded by the first chart and not before.
 *
 *     const svg = await renderChart(charts.offsets(observation))
 *
 * Throws a sentence with the chart's title when its description cannot be drawn; what the library said is the `cause`.
 */
export async function renderChart({ title, alt, picture }: Chart): Promise<string> {
  try {
    return picture.kind === 'plot'
      ? await drawPlot(picture.scene, `${title}. ${alt}`)
      : await drawVegaLite(picture.spec)
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause)
    throw new Error(
      `Cannot draw "${title}": wanted a description that ${picture.kind === 'plot' ? 'Observable Plot' : 'Vega-Lite'} can draw, and it says: ${said}. The chart is at fault, not the cluster; what ran before still stands.`,
      { cause },
    )
  }
}

// `as string` keeps the compiler from reading the libraries' types: libraries.ts says why.

/** Loads the libraries that draw, half a second of work, before the first chart asks for them. */
export async function loadDrawingLibraries(): Promise<void> {
  await import('@observablehq/plot' as string)
  await import('jsdom' as string)
  await import('vega' as string)
  await import('vega-lite' as string)
}

async function drawPlot(scene: Scene, alt: string): Promise<string> {
  const Plot: PlotLibrary = await import('@observablehq/plot' as string)
  const { JSDOM }: JsdomLibrary = await import('jsdom' as string)
  const { document } = new JSDOM('').window
  const svg = Plot.plot({ ...sceneOptions(Plot, scene, alt), document })
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  return svg.outerHTML
}

async function drawVegaLite(spec: VegaLiteSpec): Promise<string> {
  const vega: VegaLibrary = await import('vega' as string)
  const { compile }: VegaLiteLibrary = await import('vega-lite' as string)
  // A copy: Vega marks the data that it draws, and the specification is shown to others after this.
  const view = new vega.View(vega.parse(compile(structuredClone(spec)).spec), {
    renderer: 'none',
    logLevel: vega.Warn,
  })
  try {
    return await view.toSVG()
  } finally {
    view.finalize()
  }
}
