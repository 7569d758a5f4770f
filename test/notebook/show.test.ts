import { expect, it } from 'vitest'
import type { Chart } from '../../src/charts/chart.js'
import * as charts from '../../src/charts/index.js'
import { show } from '../../src/notebook/show.js'
import { observed } from '../charts/fixtures.js'
import { twoGroups } from '../charts/scenes.js'
import { shown, thrown } from './shown.js'

const panel = { title: 'Topics', alt: 'One topic.', table: { columns: ['topic'], rows: [['orders']] } }

const words = 'application/vnd.kafka-groups-lab.words+json'
const again = 'application/vnd.kafka-groups-lab.again+json'

it('sends what each chart is displayed with, in order', async () => {
  const sent = await shown(() => show(charts.acknowledgements(twoGroups), charts.offsets(twoGroups), panel))
  expect(sent.map((bundle) => Object.keys(bundle))).toEqual([
    ['text/html', 'image/svg+xml', 'text/plain', words],
    ['application/vnd.vegalite.v5+json', 'image/svg+xml', 'text/plain', words],
    ['text/html', 'text/plain', again],
    ['text/html', 'text/plain', words],
  ])
  expect(sent[0]?.['text/plain']).toBe(
    'Acknowledgements in demo-topic\nOf 10 offsets in demo-topic, A committed 5 and B committed 3.',
  )
  expect(sent[3]?.['text/plain']).toBe('Topics\nOne topic.\ntopic\norders')
})

it('puts the picture into the card as an image that survives everywhere', async () => {
  const [bundle] = await shown(() => show(charts.acknowledgements(twoGroups)))
  const html = String(bundle?.['text/html'])
  const [, data] = html.match(/<img alt="[^"]*" src="data:image\/svg\+xml;base64,([^"]+)"/) ?? []
  expect(Buffer.from(data ?? '', 'base64').toString()).toBe(bundle?.['image/svg+xml'])
  expect(html).toContain(
    'alt="Acknowledgements in demo-topic. Of 10 offsets in demo-topic, A committed 5 and B committed 3."',
  )
  expect(html).toMatch(/<details><summary [^>]*>The numbers<\/summary><table /)
  expect(html).not.toMatch(/<(style|script|svg)|class=/)
})

it('sends Vega-Lite as an object that JSON carries unchanged', async () => {
  const [bundle] = await shown(() => show(charts.offsets(twoGroups)))
  const spec = bundle?.['application/vnd.vegalite.v5+json']
  expect(JSON.parse(JSON.stringify(spec))).toEqual(spec)
  expect(spec).toMatchObject({ background: '#ffffff' })
})

it('escapes what comes out of names', async () => {
  const hostile = observed({ '"><img src=x>': [1] }, { '<b>A</b>': { committed: { '"><img src=x>': [1] } } })
  const sent = await shown(() =>
    show(charts.acknowledgements(hostile), charts.assignments(hostile), {
      ...panel,
      title: '<i>',
      alt: '<u>',
    }),
  )
  for (const { 'text/html': html } of sent)
    expect(String(html).replace(/base64,[^"]*/g, '')).not.toMatch(/<(b|i|u|img src=x)>/)
})

it('draws in a plain script too, and sends nothing', async () => {
  await expect(show(charts.offsets(twoGroups), panel)).resolves.toBeUndefined()
  const broken = {
    ...panel,
    picture: { kind: 'vega-lite', spec: { mark: 'bar', data: 0, layer: 0 } },
  } as unknown as Chart
  await expect(show(broken)).rejects.toThrowError(/^Cannot draw "Topics"/)
})

it('shows nothing when one of its charts cannot be drawn', async () => {
  const broken = { ...panel, picture: { kind: 'vega-lite', spec: 0 } } as unknown as Chart
  let error: Error | undefined
  const sent = await shown(async () => {
    error = await thrown(() => show(panel, broken))
  })
  expect(error).toBeDefined()
  expect(sent).toEqual([])
})

it('refuses what is neither a chart nor a panel', async () => {
  const promise = Promise.resolve(panel) as unknown as Chart
  expect((await thrown(() => show(panel, promise))).message).toBe(
    'Cannot show argument 2: wanted a chart or a panel with a title, alternative text and a table, found a Promise. Write `await` before it.',
  )
  expect((await thrown(() => show(7 as unknown as Chart))).message).toBe(
    'Cannot show argument 1: wanted a chart or a panel with a title, alternative text and a table, found 7. Make a chart of it first, as in show(charts.offsets(await lab.observe())).',
  )
})
