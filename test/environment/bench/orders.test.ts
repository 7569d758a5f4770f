import { expect, test } from 'vitest'
import { orders, shapeName, shapes } from '../../../environment/bench/orders.mjs'

test('each message is JSON of just the size that its shape says', () => {
  for (const bytes of [100, 1_000]) {
    const sizes = orders({ bytes, count: 1_200 }).map(({ value }) => Buffer.byteLength(JSON.stringify(value)))
    expect(new Set(sizes)).toEqual(new Set([bytes]))
  }
})

test('each shape has a name of its own', () => {
  expect(shapes.map(shapeName)).toEqual(['100b-1p', '100b-5p', '1kb-1p', '1kb-5p'])
})
