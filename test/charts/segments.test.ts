import { expect, test } from 'vitest'
import { segments } from '../../src/charts/segments.js'

test('each file is a row in the folder of its partition, and bytes are added up', () => {
  const first = '00000000000000000000.log'
  const second = '00000000000000001000.log'
  expect(
    segments([
      { topic: 'orders', partition: 0, file: first, bytes: 1_048_500 },
      { topic: 'orders', partition: 0, file: second, bytes: 84 },
      { topic: 'orders', partition: 1, file: first, bytes: 0 },
    ]),
  ).toEqual({
    title: 'Segments on the disk of the broker',
    alt: '2 partitions in 3 segments with 1,048,584 bytes of records.',
    table: {
      columns: ['folder', 'file', 'bytes'],
      rows: [
        ['orders-0', first, 1_048_500],
        ['orders-0', second, 84],
        ['orders-1', first, 0],
      ],
    },
  })
})
