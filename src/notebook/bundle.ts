import { inspect } from 'node:util'
import { type Chart, isPanel, type Panel } from '../charts/chart.js'
import { renderChart } from '../charts/render.js'
import { card, element, escaped } from './card.js'
import type { Bundle } from './display.js'
import { tableHtml, tableText, tableWritten } from './table.js'

/** Output for pages that set a picture's words themselves, as an exported lesson does: { title, finding, table }. */
const WORDS = 'application/vnd.kafka-groups-lab.words+json'

/**
 * Draws a chart or a panel and returns one message with every form that a front end may want: Vega-Lite or HTML, SVG, and
 * text with the finding.
 *
 *     display(await bundleOf(charts.offsets(now)))
 *
 * Throws a sentence when the chart cannot be drawn.
 */
export async function bundleOf(what: Chart | Panel): Promise<Bundle> {
  return 'picture' in what ? chartBundle(what) : panelBundle(what)
}

/** Throws a sentence that names `place` when what is to be shown is neither a chart nor a panel. */
export function checkShowable(what: unknown, place: string): void {
  if (isPanel(what)) return
  const [is, next] =
    what instanceof Promise
      ? ['a Promise', 'Write `await` before it.']
      : [
          inspect(what, { depth: 0 }),
          'Make a chart of it first, as in show(charts.offsets(await lab.observe())).',
        ]
  throw new TypeError(
    `Cannot show ${place}: wanted a chart or a panel with a title, alternative text and a table, found ${is}. ${next}`,
  )
}

async function chartBundle(chart: Chart): Promise<Bundle> {
  const svg = await renderChart(chart)
  const drawn = {
    'image/svg+xml': svg,
    'text/plain': `${chart.title}\n${chart.alt}`,
    [WORDS]: wordsOf(chart),
  }
  // JupyterLab would prefer HTML to Vega-Lite, and the chart would no longer answer to the pointer.
  if (chart.picture.kind === 'vega-lite')
    return { 'application/vnd.vegalite.v5+json': chart.picture.spec, ...drawn }
  return { 'text/html': chartCard(chart, svg), ...drawn }
}

function chartCard({ title, alt, table }: Chart, svg: string): string {
  const data = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
  const image = `<img alt="${escaped(`${title}. ${alt}`)}" src="${data}" style="display:block;max-width:100%;background:white">`
  const caption = element('figcaption', { margin: '4px 0', color: 'inherit' }, escaped(alt))
  const summary = element('summary', { cursor: 'pointer' }, 'The numbers')
  return card(`${image}${caption}<details>${summary}${tableHtml(table)}</details>`)
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
