import { compile, type TopLevelSpec } from 'vega-lite'
import { expect, it } from 'vitest'
import { offsets } from '../../src/charts/offsets.js'
import { offsetsSpec } from '../../src/charts/offsets-spec.js'
import { compiled } from './compiled.js'
import { oddities, threeServices } from './scenes.js'

const bar = { topic: 'orders', partition: 0, group: 'A', start: 0, end: 9, committed: 4, lag: 5 }
const whole = { title: 'Lag', alt: 'A lags by 5.', groups: ['A'], colours: ['#4269d0'] }

it('has one view a topic and one selection over all of them', () => {
  const spec = offsetsSpec({ ...whole, bars: [bar, { ...bar, partition: 1 }, { ...bar, topic: 'payments' }] })
  expect(spec).toMatchObject({
    description: 'Lag. A lags by 5.',
    background: '#ffffff',
    params: [{ name: 'picked', bind: 'legend', views: ['lag 0', 'lag 1'] }],
    vconcat: [{ title: { text: 'orders' } }, { title: { text: 'payments' } }],
  })
})

it('is a sentence in place of bars when there are none', () => {
  const spec = offsetsSpec({ ...whole, alt: 'No group reads orders.', bars: [] })
  expect(spec).toMatchObject({ mark: { type: 'text', text: 'No group reads orders.' } })
})

it.each([threeServices, oddities])('has a legend that answers to a click', (observation) => {
  const { picture } = offsets(observation)
  if (picture.kind !== 'vega-lite') throw new Error(`wanted a Vega-Lite picture, found ${picture.kind}`)
  const { legends } = compile(picture.spec as unknown as TopLevelSpec).spec
  expect(legends).toMatchObject([{ encode: { labels: { name: 'group_legend_labels', interactive: true } } }])
})

it('brings out one group when the legend is clicked', async () => {
  const view = compiled(offsets(threeServices))
  const pale = async (): Promise<number> => (await view.toSVG()).match(/opacity="0.12"/g)?.length ?? 0
  expect(await pale()).toBe(0)
  view.signal('picked_group_legend', 'analytics')
  await view.runAsync()
  expect(await pale()).toBeGreaterThan(0)
  const picked = view.data('picked_store').map((one: { values: unknown }) => one.values)
  expect(picked).toEqual([['analytics']])
})
