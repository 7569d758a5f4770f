import { expect, it } from 'vitest'
import {
  contrast,
  groupColour,
  INK,
  inkOn,
  keyColour,
  MUTED,
  memberColour,
  PAPER,
  SIGNAL,
} from '../../src/charts/colour.js'

const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']
const appearance = { groups: names, members: names }

it('computes the WCAG contrast ratio', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 5)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

it('gives every group and every member a colour of its own, by first appearance', () => {
  const groups = names.map((name) => groupColour(appearance, name))
  const members = names.map((name) => memberColour(appearance, name))
  expect(new Set([...groups, ...members]).size).toBe(16)
  expect(groupColour({ groups: ['B', 'A'], members: [] }, 'A')).toBe(groups[1])
  expect(groupColour({ groups: [...names, 'I'], members: [] }, 'I')).toBe(groups[0])
})

it('gives each of twelve keys a colour on which ink can be read', () => {
  const keys = Array.from({ length: 13 }, (_, at) => `user-${at + 1}`)
  const colours = keys.map((key) => keyColour(keys, key))
  expect(new Set(colours).size).toBe(12)
  expect(colours[12]).toBe(colours[0])
  expect(keyColour(keys, '(no key)')).toBe(PAPER)
  for (const colour of colours) expect(contrast(INK, colour), colour).toBeGreaterThanOrEqual(7)
})

it('writes on every colour with a contrast of at least 4.5', () => {
  for (const name of names)
    for (const colour of [groupColour(appearance, name), memberColour(appearance, name)])
      expect(contrast(inkOn(colour), colour), colour).toBeGreaterThanOrEqual(4.5)
  for (const text of [INK, MUTED, SIGNAL]) expect(contrast(text, PAPER)).toBeGreaterThanOrEqual(4.5)
})
