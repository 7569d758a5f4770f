import { expect, it } from 'vitest'
import { acknowledgementSteps } from '../../src/charts/acknowledgement-steps.js'
import { acknowledgements } from '../../src/charts/acknowledgements.js'
import { careful, carefulEvents, carefulFacts } from './careful.js'
import { drawn } from './drawn.js'

it('has the picture as it was then in one size, and last what the brokers say', async () => {
  const { title, alt, steps, left } = acknowledgementSteps(carefulEvents, carefulFacts)
  const found = acknowledgements(carefulFacts)
  expect([title, alt, left]).toEqual([found.title, found.alt, 0])
  expect(steps.map(({ chart }) => chart.alt)).toEqual([
    ...new Array(2).fill('Of 4 offsets in orders, careful never committed.'),
    'Of 4 offsets in orders, careful committed 1.',
    'Of 4 offsets in orders, careful committed 1 (1 more acknowledged above a gap).',
    'Of 4 offsets in orders, careful committed 1 (2 more acknowledged above a gap).',
    ...new Array(3).fill('Of 4 offsets in orders, careful committed 1.'),
    ...new Array(2).fill('Of 4 offsets in orders, careful committed 2.'),
  ])
  expect(steps.at(-1)?.chart).toEqual(found)
  expect(steps.at(-1)?.text).toBe(
    '0.90 s: At the end, as the brokers say: Of 4 offsets in orders, careful committed 2.',
  )
  const heights = steps.map(({ chart }) => chart.picture.kind === 'plot' && chart.picture.scene.height)
  expect(new Set(heights).size).toBe(1)
  const svg = await drawn(() => acknowledgementSteps(carefulEvents, carefulFacts).steps[4]?.chart ?? found)
  expect(svg).toContain('>acknowledged, held above a gap</text>')
})

it('draws the group of the events only, and refuses an observation without it', () => {
  const both = { ...carefulFacts, groups: [careful, { ...careful, group: 'other' }] }
  expect(acknowledgementSteps(carefulEvents, both)).toEqual(acknowledgementSteps(carefulEvents, carefulFacts))
  expect(acknowledgementSteps([], carefulFacts, { group: 'careful' }).steps).toEqual([])
  expect(() => acknowledgementSteps(carefulEvents, { ...carefulFacts, groups: [] })).toThrowError(
    new Error(
      "Cannot play the acknowledgements of group 'careful': wanted an observation that holds it, found one without. Observe it, as in lab.observe({ groups: ['careful'] }).",
    ),
  )
})
