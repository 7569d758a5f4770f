import { expect, test } from 'vitest'
import { chartShape, panelShape } from '../../src/charts/chart-shape.js'

const panel = { title: 'T', alt: 'A.', table: { columns: ['a'], rows: [['x'], [1], [null]] } }

test('a panel and a chart fit', () => {
  expect(panelShape(panel, '')).toBeNull()
  expect(chartShape({ ...panel, picture: { kind: 'plot', scene: {} } }, '')).toBeNull()
  expect(chartShape({ ...panel, picture: { kind: 'vega-lite', spec: {} } }, '')).toBeNull()
})

test.each<[object, string]>([
  [{ ...panel, table: { ...panel.table, rows: [[undefined]] } }, 'table.rows[0][0]'],
  [{ ...panel, table: { ...panel.table, columns: [1] } }, 'table.columns[0]'],
  [{ ...panel, picture: { kind: 'svg' } }, 'picture'],
  [{ ...panel, picture: { kind: 'plot' } }, 'picture.scene'],
  [{ ...panel, picture: undefined }, 'picture'],
])('%o does not', (chart, path) => {
  expect(chartShape({ picture: { kind: 'plot', scene: {} }, ...chart }, '')?.path).toBe(path)
})
