import { expect, it } from 'vitest'
import { inWords, secondTicks } from '../../src/charts/spans.js'

it('says a length in the words of its size', () => {
  expect([0, 48.4, 999.4, 999.6, 1_230, 9_960, 75_000].map(inWords)).toEqual([
    '0 ms',
    '48 ms',
    '999 ms',
    '1.0 s',
    '1.2 s',
    '10 s',
    '75 s',
  ])
})

it('has round ticks from 0 to the end, about eight, told apart by their labels', () => {
  const texts = (ms: number): string[] => secondTicks(ms).map(({ text }) => text)
  expect(texts(200)).toEqual(['0.00', '0.05', '0.10', '0.15', '0.20'])
  expect(texts(5_400)).toEqual(['0', '1', '2', '3', '4', '5'])
  expect(texts(60_000)).toEqual(['0', '10', '20', '30', '40', '50', '60'])
  for (const ms of [1, 7, 90, 450, 1_234, 8_000, 3_600_000]) {
    expect(new Set(texts(ms)).size).toBe(texts(ms).length)
    expect(texts(ms).length).toBeLessThan(11)
    expect(secondTicks(ms).every((tick) => tick.ms <= ms)).toBe(true)
  }
})
