import { expect, it } from 'vitest'
import { deliveries } from '../../src/charts/deliveries.js'
import type { Scene } from '../../src/charts/scene.js'
import { byLine, drawn } from './drawn.js'
import { fates, fourWays } from './fates.js'
import { illegible } from './legible.js'

const crowd = {
  'print and continue': [
    ...fates('hhhl23hhwd'.repeat(5), 'orders', 0),
    ...fates('hhh9wwd', 'orders', 1),
    ...fates('hh'.repeat(9), 'payments', 0),
  ],
  'a way with a rather long name that says all of what it does': fates('hl2wd'.repeat(200)),
  none: [],
}

function sceneOf(ways: Parameters<typeof deliveries>[0]): Scene {
  const { picture } = deliveries(ways)
  if (picture.kind !== 'plot') throw new Error(`wanted a scene, found ${picture.kind}`)
  return picture.scene
}
const texts = (ways: Parameters<typeof deliveries>[0]): string[] =>
  sceneOf(ways).labels.map(({ text }) => text)

it('draws forty messages of a partition, and counts the others', async () => {
  expect(texts(crowd).filter((text) => text.startsWith('+'))).toEqual(['+ 10', '+ 960'])
  const svg = await drawn(() => deliveries(crowd))
  expect(svg.length).toBeLessThan(200_000)
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/deliveries-crowd.svg')
})

it('names partitions only where there are several', () => {
  expect(texts(fourWays)).toContain('ledger')
  expect(texts(fourWays)).not.toContain('partition 0')
  expect(texts({ any: [...fates('h', 't', 0), ...fates('h', 't', 1)] })).toContain('partition 1')
  expect(texts(crowd)).toContain('payments P0')
  const wide = Array.from({ length: 20 }, (_, partition) => fates('h', 't', partition)).flat()
  expect(texts({ any: wide })).toContain('and 8 more partitions, in the numbers')
})

it('explains the fates that are there', () => {
  expect(texts({ any: fates('hh') })).not.toContain('lost: below the committed offset, never handled')
  expect(texts({ any: fates('hl') })).toContain('lost: below the committed offset, never handled')
})

it.each([
  ['four ways', fourWays],
  ['a crowd', crowd],
  [
    'large offsets',
    { any: fates('h'.repeat(40)).map((one) => ({ ...one, offset: one.offset + 1_000_000 })) },
  ],
  ['nothing', {}],
])('can be read: %s', (_, ways) => {
  expect(illegible(sceneOf(ways))).toEqual([])
})
