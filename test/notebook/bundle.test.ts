import { expect, it } from 'vitest'
import * as charts from '../../src/charts/index.js'
import { bundlesOf, checkShowable } from '../../src/notebook/bundle.js'
import { tableHtml, tableText, tableWritten } from '../../src/notebook/table.js'
import { twoGroups } from '../charts/scenes.js'

const words = 'application/vnd.kafka-groups-lab.words+json'
const again = 'application/vnd.kafka-groups-lab.again+json'
const panel = { title: 'Topics', alt: 'One topic.', table: { columns: ['topic'], rows: [['orders']] } }

it('has a form for every front end, of a panel and of both kinds of chart', async () => {
  const forms = await Promise.all(
    [panel, charts.assignments(twoGroups), charts.offsets(twoGroups)].map(bundlesOf),
  )
  expect(forms.map((bundles) => bundles.map(Object.keys))).toEqual([
    [['text/html', 'text/plain', words]],
    [['text/html', 'image/svg+xml', 'text/plain', words]],
    [
      ['application/vnd.vegalite.v5+json', 'image/svg+xml', 'text/plain', words],
      ['text/html', 'text/plain', again],
    ],
  ])
})

it('says the finding of a Vega-Lite picture and has its numbers below it, as the card of any other picture', async () => {
  const chart = charts.offsets(twoGroups)
  const [, below] = await bundlesOf(chart)
  expect(below?.['text/html']).toMatch(/^<figure [^>]*><figcaption /)
  expect(below?.['text/html']).toContain(`>${chart.alt}</figcaption><details>`)
  expect(below?.['text/html']).toContain(tableHtml(chart.table))
  expect(below?.['text/plain']).toBe(tableText(chart.table))
})

it('carries the title, the finding and the numbers apart, for pages that set them themselves', async () => {
  expect((await bundlesOf(panel))[0]?.[words]).toEqual({
    title: 'Topics',
    finding: 'One topic.',
    table: { columns: ['topic'], rows: [['orders']], numeric: [false], rest: '' },
  })
  const chart = charts.offsets(twoGroups)
  expect((await bundlesOf(chart))[0]?.[words]).toEqual({
    title: chart.title,
    finding: chart.alt,
    table: tableWritten(chart.table),
  })
})

it('is the same for the same chart, so that a picture that did not change is known', async () => {
  for (const chart of [charts.acknowledgements(twoGroups), charts.offsets(twoGroups)])
    expect(await bundlesOf(chart)).toEqual(await bundlesOf(chart))
})

it('refuses what cannot be shown, and names the place', () => {
  expect(() => checkShowable(panel, 'argument 1')).not.toThrow()
  expect(() => checkShowable(7, 'the live picture')).toThrowError(
    new TypeError(
      'Cannot show the live picture: wanted a chart or a panel with a title, alternative text and a table, found 7. Make a chart of it first, as in show(charts.offsets(await lab.observe())).',
    ),
  )
})
