import { expect, it } from 'vitest'
import { isPanel } from '../../src/charts/chart.js'

it('knows a panel, with or without a picture, from anything else', () => {
  const panel = { title: 't', alt: 'a', table: { columns: [], rows: [] } }
  expect([panel, { ...panel, picture: {} }].map(isPanel)).toEqual([true, true])
  const others = [
    null,
    undefined,
    7,
    't',
    {},
    { ...panel, alt: 7 },
    { ...panel, table: null },
    Promise.resolve(panel),
  ]
  expect(others.filter(isPanel)).toEqual([])
})
