import { JSDOM } from 'jsdom'
import { expect, it } from 'vitest'
import { hatches, hatchFill } from '../../src/charts/hatch.js'

it('defines each pattern once, by the name that fills use', () => {
  const shapes = [
    { fill: '#4269d0', hatch: 'dense' },
    { fill: '#4269d0', hatch: 'sparse' },
    { fill: '#4269d0', hatch: 'dense' },
    { fill: '#4269d0' },
  ] as const
  const fills = shapes.map(hatchFill)
  expect(fills).toEqual(['url(#dense-4269d0)', 'url(#sparse-4269d0)', 'url(#dense-4269d0)', '#4269d0'])
  const context = { document: new JSDOM('').window.document }
  const { outerHTML } = hatches(shapes)([], {}, {}, {}, context)
  expect([...outerHTML.matchAll(/<pattern id="([^"]+)"/g)].map(([, id]) => id)).toEqual([
    'dense-4269d0',
    'sparse-4269d0',
  ])
})
