import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { measuredOf, printedMeasured } from '../../src/model/measured.js'

test('the middle of the rounds, not their mean, with the least and the most', () => {
  expect(measuredOf('gzip', [65, 700, 66])).toEqual({
    case: 'gzip',
    perSecond: [65, 700, 66],
    median: 66,
    least: 65,
    most: 700,
  })
  expect(measuredOf(1, [5])).toMatchObject({ median: 5, least: 5, most: 5 })
  expect(measuredOf(1, [10, 9, 100, 2])).toMatchObject({ median: 9.5, least: 2, most: 100 })
})

test('no round is refused', () => {
  expect(() => measuredOf('gzip', [])).toThrowError(
    /^Cannot summarise "gzip": wanted at least one round, found none\.$/,
  )
})

test('prints a line for each case', () => {
  const measured = [
    measuredOf('none', [1_047.4, 998, 1_101]),
    measuredOf('gzip 1000', [85_581, 86_000, 1.26]),
  ]
  expect(inspect(printedMeasured('compression', measured))).toBe(
    [
      'compression: messages a second, median of 3 rounds (least to most)',
      '  none        1,050  (998 to 1,100)',
      '  gzip 1000  85,600  (1.26 to 86,000)',
    ].join('\n'),
  )
  expect(inspect(printedMeasured('members', [measuredOf(1, [175])]))).toBe(
    'members: messages a second, one round\n  1  175',
  )
})
