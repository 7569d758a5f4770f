import { expect, it } from 'vitest'
import { contrast, PAPER } from '../../src/charts/colour.js'
import { FATES, fateInk, fatePaint, fateSign, fateWords } from '../../src/charts/fate.js'

it('tells every two fates apart by their box, by their sign and by their words', () => {
  expect(new Set(FATES.map((fate) => JSON.stringify(fatePaint(fate)))).size).toBe(5)
  expect(FATES.map((fate) => fateSign({ fate, handled: 2 }, 60))).toEqual(['✓', '×2', '✗', '…', '→DLQ'])
  expect(new Set(FATES.map(fateWords)).size).toBe(5)
})

it('shortens what does not fit', () => {
  expect(FATES.map((fate) => fateSign({ fate, handled: 12 }, 14))).toEqual(['✓', '×', '✗', '…', '→'])
})

it('writes so that it can be read, on a hatch upon paper', () => {
  for (const fate of FATES) {
    const { fill, hatch } = fatePaint(fate)
    expect(contrast(fateInk(fate), hatch ? PAPER : fill), fate).toBeGreaterThanOrEqual(4.5)
  }
})
