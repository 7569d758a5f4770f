import { isPromise } from 'node:util/types'
import { type Chart, isPanel, type Panel } from '../charts/chart.js'
import { chartShape, panelShape } from '../charts/chart-shape.js'
import { renderChart } from '../charts/render.js'
import { mustBe } from '../model/shape.js'
import { shown } from '../model/shown.js'
import { card, element, escaped } from './card.js'
import type { Bundle } from './display.js'
import { tableHtml, tableText, tableWritten } from './table.js'

/** Output for pages that set a picture's words themselves, as an exported lesson does: { title, finding, table }. */
const WORDS = 'application/vnd.kafka-groups-lab.words+json'

/** Marks an output that says again what the one before it carries as words: pages that set those leave it out. */
const AGAIN = 'application/vnd.kafka-groups-lab.again+json'

/**
 * Draws a chart or a panel and returns what is displayed for it, in order. The first message has every form that a front end
 * may want: Vega-Lite or HTML, SVG, and text with the finding. JupyterLab shows one form of a message, so that a Vega-Lite
 * picture has its finding and its numbers in a second one.
 *
 *     for (const bundle of await bundlesOf(charts.offsets(now))) display(bundle)
 *
 * Throws a sentence when the chart cannot be drawn.
 */
export async function bundlesOf(what: Chart | Panel): Promise<Bundle[]> {
  if (!('picture' in what)) return [panelBundle(what)]
  const svg = await renderChart(what)
  const drawn = {
    'image/svg+xml': svg,
    'text/plain': `${what.title}\n${what.alt}`,
    [WORDS]: wordsOf(what),
  }
  if (what.picture.kind !== 'vega-lite') return [{ 'text/html': chartCard(what, svg), ...drawn }]
  // JupyterLab would prefer HTML to Vega-Lite, and the chart would no longer answer to the pointer.
  const spec = { 'application/vnd.vegalite.v5+json': what.picture.spec, ...drawn }
  return [spec, { 'text/html': card(caption(what)), 'text/plain': tableText(what.table), [AGAIN]: {} }]
}

/** Throws a sentence that names `place` when what is to be shown is neither a chart nor a panel. */
export function checkShowable(what: unknown, place: string): void {
  if (isPanel(what)) {
    const shape = 'picture' in what ? chartShape : panelShape
    const whole = 'a chart or a panel with text and numbers in its table'
    mustBe(
      what,
      shape,
      `Cannot show ${place}`,
      whole,
      'Make it by one of the charts, as in charts.offsets(now).',
    )
    return
  }
  const [is, next] = isPromise(what)
    ? ['a Promise', 'Write `await` before it.']
    : [shown(what), 'Make a chart of it first, as in show(charts.offsets(await lab.observe())).']
  throw new TypeError(
    `Cannot show ${place}: wanted a chart or a panel with a title, alternative text and a table, found ${is}. ${next}`,
  )
}

function chartCard(chart: Chart, svg: string): string {
  const data = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
  const alt = escaped(`${chart.title}. ${chart.alt}`)
  const image = `<img alt="${alt}" src="${data}" style="display:block;max-width:100%;background:white">`
  return card(image + caption(chart))
}

/** What stands below a picture: its finding, and its numbers under a fold. */
function caption({ alt, table }: Panel): string {
  const finding = element('figcaption', { margin: '4px 0', color: 'inherit' }, escaped(alt))
  const summary = element('summary', { cursor: 'pointer' }, 'The numbers')
  return `${finding}<details>${summary}${tableHtml(table)}</details>`
}

function panelBundle({ title, alt, table }: Panel): Bundle {
  const heading = element('div', { 'font-size': '16px', 'font-weight': '600' }, escaped(title))
  const caption = element('figcaption', { margin: '2px 0', color: 'inherit' }, escaped(alt))
  return {
    'text/html': card(`${heading}${caption}${tableHtml(table)}`),
    'text/plain': `${title}\n${alt}\n${tableText(table)}`,
    [WORDS]: wordsOf({ title, alt, table }),
  }
}

function wordsOf({ title, alt, table }: Panel): Readonly<Record<string, unknown>> {
  return { title, finding: alt, table: tableWritten(table) }
}
