import { expect, it } from 'vitest'
import { type Way, waysToAcknowledge } from '../../src/charts/ways-to-acknowledge.js'
import { drawn } from './drawn.js'
import { illegible } from './legible.js'
import { sceneOf, textsOf } from './scene-of.js'
import { group, places, share, threeWays } from './ways.js'

const crowd: Record<string, Way> = Object.fromEntries(
  Array.from({ length: 12 }, (_, at) => [
    `a way with a rather long name that says all of what it does, number ${at}`,
    at % 2 ? group(7, [9]) : { share: share('3r12', '4x2'), lag: 1_000_000 },
  ]),
)

it('draws the committed offset as a line between what is done and what is not', () => {
  const { boxes, rules } = sceneOf(waysToAcknowledge(places(10), { ledger: group(3, [0, 1, 2, 5]) }))
  expect(rules[0]?.x).toBeGreaterThan(boxes[2]?.x2 ?? 0)
  expect(rules[0]?.x).toBeLessThan(boxes[3]?.x1 ?? 0)
  expect(boxes.slice(0, 10).map(({ hatch }) => hatch ?? '')).toEqual([
    ...['', '', '', '', '', 'dense', '', '', '', ''],
  ])
})

it('explains the states that are there', () => {
  const texts = textsOf(waysToAcknowledge(places(10), { ledger: group(3) }))
  expect(texts).toContain('below the committed offset: done, says the position')
  expect(texts).not.toContain('rejected: never again, the broker was told')
})

it('draws thirty messages of four partitions of six ways, and counts the others', async () => {
  const svg = await drawn(() => waysToAcknowledge(places(100, 6), crowd))
  expect(svg.length).toBeLessThan(200_000)
  const texts = textsOf(waysToAcknowledge(places(100, 6), crowd))
  expect(texts).toEqual(
    expect.arrayContaining(['+ 70', 'and 2 more partitions, in the numbers', 'payments partition 3']),
  )
  expect(texts.at(-1)).toContain('6 more ways in the numbers.')
})

it.each([
  ['three ways', places(10), threeWays],
  ['a crowd', places(100, 6), crowd],
  ['large offsets', places(30).map((one) => ({ ...one, offset: one.offset + 1_000_000 })), threeWays],
  ['beyond the end', places(3), { any: group(10) }],
  ['none', [], threeWays],
  ['nothing', [], {}],
])('can be read: %s', (_, sent, ways) => {
  expect(illegible(sceneOf(waysToAcknowledge(sent, ways)))).toEqual([])
})
