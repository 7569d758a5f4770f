import { expect, it } from 'vitest'
import { readReceipts } from '../../src/charts/read-receipts.js'
import { byLine, drawn } from './drawn.js'
import { illegible } from './legible.js'
import { crowdedRoom, fourUsers, room } from './rooms.js'
import { sceneOf, textsOf } from './scene-of.js'

it('tells read, unread, before and everyone apart without colour', () => {
  const chart = readReceipts(room(2, { alice: [2], dave: [1, 1] }))
  const { boxes } = sceneOf(chart)
  expect(boxes.slice(0, 6).map(({ hatch }) => hatch)).toEqual([
    ...[undefined, 'sparse', undefined],
    ...[undefined, undefined, undefined],
  ])
  const signs = ['✓', '✓ before', '✓ all 1', '1 of 2']
  expect(textsOf(chart).filter((text) => signs.includes(text))).toEqual([
    ...['✓', '✓ before', '✓ all 1', '✓', '1 of 2'],
    ...['✓', '✓'],
  ])
})

it('explains what was sent before only where something was', () => {
  const text = 'sent before this user came in: everyone does not wait for it'
  expect(textsOf(readReceipts(fourUsers))).toContain(text)
  expect(textsOf(readReceipts(room(2, { alice: [2] })))).not.toContain(text)
})

it('thins messages, and counts the users that have no column', async () => {
  const svg = await drawn(() => readReceipts(crowdedRoom))
  expect(svg.length).toBeLessThan(200_000)
  const texts = textsOf(readReceipts(crowdedRoom))
  expect(texts.filter((text) => text.startsWith('offset ')).length).toBeLessThanOrEqual(40)
  expect(texts).toEqual(expect.arrayContaining(['offset 0', 'offset 499']))
  expect(texts.join(' ')).toContain(
    '39 of 500 messages are drawn, the others are in the numbers. 18 more users in the numbers; everyone counts them.',
  )
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/read-receipts-crowd.svg')
})

it('draws forty messages whole', () => {
  const texts = textsOf(readReceipts(room(40, { alice: [5] })))
  expect(texts.filter((text) => text.startsWith('offset '))).toHaveLength(40)
})

it.each([
  ['four users', fourUsers],
  ['a crowd', crowdedRoom],
  ['nobody', room(3, {})],
  ['one', room(1, { a: [null] })],
  ['nothing', []],
])('can be read: %s', (_, receipts) => {
  expect(illegible(sceneOf(readReceipts(receipts)))).toEqual([])
  expect(illegible(sceneOf(readReceipts(receipts, { label: () => 'hello '.repeat(40) })))).toEqual([])
})
