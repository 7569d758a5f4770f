import { expect, it } from 'vitest'
import { count, counted, ending, listed, shortened, textWidth, wrapped } from '../../src/charts/words.js'

it('writes numbers the same on every machine', () => {
  expect([count(0), count(1_234_567), counted(1, 'offset'), counted(2_000, 'offset')]).toEqual([
    '0',
    '1,234,567',
    '1 offset',
    '2,000 offsets',
  ])
})

it('lists names as a sentence does', () => {
  expect([[], ['A'], ['A', 'B'], ['A', 'B', 'C']].map(listed)).toEqual(['', 'A', 'A and B', 'A, B and C'])
})

it('cuts and measures by letters', () => {
  expect([shortened('inventory', 9), shortened('notifications', 9)]).toEqual(['inventory', 'notifica…'])
  expect([ending('host-01', 7), ending('analytics-host-01', 7)]).toEqual(['host-01', '…ost-01'])
  expect(textWidth('12345', 10)).toBe(30)
})

it('breaks a sentence between its words', () => {
  expect(wrapped('3 handled once and 7 waiting', 100, 12)).toEqual(['3 handled', 'once and 7', 'waiting'])
  expect([wrapped('', 10, 12), wrapped('unbreakable', 10, 12)]).toEqual([[''], ['unbreakable']])
})
