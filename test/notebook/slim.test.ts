import { expect, it } from 'vitest'
import { rebalance } from '../../src/charts/rebalance.js'
import { renderChart } from '../../src/charts/render.js'
import { pictureAddress, slim } from '../../src/notebook/slim.js'
import { failover } from '../charts/stories.js'

it('rounds numbers in attributes, and leaves texts as they are', () => {
  expect(slim('<rect x="1.0500000000000043" y="2.25"></rect><text>0.123456</text>\n  <g></g>')).toBe(
    '<rect x="1.05" y="2.25"/><text>0.123456</text> <g></g>',
  )
})

it('can be read back from an address between single quotes', async () => {
  const svg = slim(await renderChart({ ...rebalance(failover), title: "50 % of C1's & <others> #1" }))
  const address = pictureAddress(svg)
  expect(address).not.toMatch(/['<>#&]/)
  expect(decodeURIComponent(address.replace('data:image/svg+xml,', ''))).toBe(svg)
})
