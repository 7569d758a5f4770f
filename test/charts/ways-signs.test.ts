import { expect, it } from 'vitest'
import { contrast, PAPER } from '../../src/charts/colour.js'
import { STATES_IN_WORDS, statePaint, stateSign } from '../../src/charts/ways-signs.js'

const states = Object.keys(STATES_IN_WORDS) as (keyof typeof STATES_IN_WORDS)[]

it('tells every two states apart by their box and their words, and hatches only what the member alone knows', () => {
  expect(new Set(states.map((state) => JSON.stringify(statePaint(state)))).size).toBe(6)
  expect(new Set(Object.values(STATES_IN_WORDS)).size).toBe(6)
  expect(states.filter((state) => statePaint(state).hatch)).toEqual(['held'])
  expect(STATES_IN_WORDS.held).toContain('only the member knows')
})

it('says how many times a message was delivered when it was more than once', () => {
  expect([null, 1, 2].map((times) => stateSign('accepted', times).text)).toEqual(['✓', '✓', '✓ ×2'])
})

it('writes so that it can be read', () => {
  for (const state of states) {
    const { fill, hatch } = statePaint(state)
    const ink = stateSign(state, null).fill ?? ''
    expect(contrast(ink, hatch ? PAPER : fill), state).toBeGreaterThanOrEqual(4.5)
  }
})
