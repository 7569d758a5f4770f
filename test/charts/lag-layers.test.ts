import { expect, it } from 'vitest'
import { contrast, PAPER } from '../../src/charts/colour.js'
import { lag } from '../../src/charts/lag.js'
import { changeLayers, lineLayer, peakLayer, TOTAL, thinColour } from '../../src/charts/lag-layers.js'
import { compiled } from './compiled.js'
import { failoverLag } from './lags.js'
import { failover } from './stories.js'

type Tooltip = Record<string, string | number>

const place = { width: 600, height: 260, top: 20, until: 10, highest: 100 }

it('gives each of eight partitions a colour that can be read, and a dash of its own', () => {
  const looks = [0, 1, 2, 3, 4, 5, 6, 7].map((at) => JSON.stringify(lineLayer([], at, place)))
  expect(new Set(looks).size).toBe(8)
  for (const colour of [TOTAL, ...[0, 1, 2, 3, 4, 5, 6, 7].map(thinColour)])
    expect(contrast(colour, PAPER), colour).toBeGreaterThanOrEqual(4.5)
})

it('writes the peak above it, inside the view', () => {
  const at = (s: number): object => peakLayer({ s, value: 100 }, place)
  expect(at(5)).toMatchObject({ data: { values: [{ text: '100 at most', px: 300, y: 8 }] } })
  const [first, last] = [at(0), at(10)] as { data: { values: { px: number }[] } }[]
  expect(first?.data.values[0]?.px).toBeGreaterThan(30)
  expect(last?.data.values[0]?.px).toBeLessThan(570)
})

it('has no line for what did not happen', () => {
  expect(changeLayers([], 18, place)).toEqual([])
  const layers = changeLayers([{ x: 50, text: 'C2 crashes', anchor: 'end', row: 1 }], 18, place)
  expect(layers).toMatchObject([
    { mark: { type: 'rule' }, data: { values: [{ px: 50, top: 18, bottom: 260 }] } },
    { mark: { type: 'text', align: 'right' }, data: { values: [{ text: 'C2 crashes', tx: 45, y: 27 }] } },
  ])
})

it('names the numbers of the sample that is pointed at', async () => {
  const view = compiled(lag(failoverLag, { events: failover, partitions: true }))
  await view.runAsync()
  const found: Tooltip[] = []
  const visit = (item: { tooltip?: Tooltip; items?: object[] }): void => {
    if (item.tooltip) found.push(item.tooltip)
    for (const inner of item.items ?? []) visit(inner)
  }
  visit((view.scenegraph() as unknown as { root: object }).root)
  expect(found[30]).toEqual({
    seconds: '3.00',
    'total lag': '159',
    ...{ 'lag of P0': 11, 'lag of P1': 135, 'lag of P2': 3, 'lag of P3': 10 },
  })
})
