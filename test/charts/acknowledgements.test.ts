import { expect, it } from 'vitest'
import { acknowledgements } from '../../src/charts/acknowledgements.js'
import { byLine, drawn } from './drawn.js'
import { observed } from './fixtures.js'
import { million, oddities, threeServices, twoGroups } from './scenes.js'

it('shows two groups on one partition, each with its committed offset', async () => {
  const chart = acknowledgements(twoGroups)
  expect(chart.title).toBe('Acknowledgements in demo-topic')
  expect(chart.alt).toBe('Of 10 offsets in demo-topic, A committed 5 and B committed 3.')
  expect(chart.table).toEqual({
    columns: [
      'topic',
      'partition',
      'group',
      'committed',
      'log end',
      'acknowledged, not committed',
      'received only',
    ],
    rows: [
      ['demo-topic', 0, 'A', 5, 10, 0, 5],
      ['demo-topic', 0, 'B', 3, 10, 0, 7],
    ],
    missing: 'never',
  })
  const svg = byLine(await drawn(() => acknowledgements(twoGroups)))
  await expect(svg).toMatchFileSnapshot('__snapshots__/acknowledgements-two-groups.svg')
})

it('draws the committed offset as a line before the cell of that offset', async () => {
  const svg = await drawn(() => acknowledgements(twoGroups))
  const lines = [...svg.matchAll(/<line x1="([\d.]+)"[^>]*stroke="#b3123a"/g)].map((found) =>
    Number(found[1]),
  )
  const cells = [...svg.matchAll(/<rect x="([\d.]+)"[^>]*fill="url\(#sparse/g)].map((found) =>
    Number(found[1]),
  )
  expect(lines.slice(0, 2)).toEqual([cells[0], cells[5]].map((left) => (left ?? Number.NaN) - 1))
})

it('shows what is held above a gap, what was never committed and what nobody of this lab received', async () => {
  const { alt } = acknowledgements(threeServices)
  expect(alt).toBe(
    'Of 12 offsets in orders, notifications committed 7 (2 more acknowledged above a gap), analytics never committed and inventory committed 8.',
  )
  const svg = await drawn(() => acknowledgements(threeServices))
  expect(svg).toContain('>acknowledged, held above a gap</text>')
  expect(svg.match(/>never committed<\/text>/g)).toHaveLength(3)
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/acknowledgements-three-services.svg')
})

it('shows an empty topic, a commit beyond the log end and one before the log start', async () => {
  const { alt } = acknowledgements(oddities)
  expect(alt).toBe(
    "Of 0 offsets in empty, A never committed. Of 13 offsets in past, A committed 13 and a-group-with-a-rather-long-name committed 0. A's committed offset 15 in partition 0 is beyond the log end 10. Of 12 offsets in trimmed, A committed 0.",
  )
  const svg = await drawn(() => acknowledgements(oddities))
  expect(svg).toContain('>committed 15, log end 10</text>')
  expect(svg).toContain('>committed 480, log start 500</text>')
  expect(svg).toContain('>no messages</text>')
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/acknowledgements-oddities.svg')
})

it('draws one topic when asked for one, and says so when it is not there', async () => {
  expect(acknowledgements(oddities, { topic: 'past' }).title).toBe('Acknowledgements in past')
  expect(() => acknowledgements(oddities, { topic: 'gone' })).toThrowError(
    new Error(
      "Cannot draw the acknowledgements of topic 'gone': the observation holds only 'empty', 'past' and 'trimmed'. Observe again, with that topic, and draw that.",
    ),
  )
})

it('says that nobody reads a topic, and that there is none', async () => {
  const unread = (): ReturnType<typeof acknowledgements> => acknowledgements(observed({ orders: [3] }, {}))
  expect(unread().alt).toBe('No group reads orders.')
  expect(await drawn(unread)).toContain('>no group reads this topic</text>')
  const none = (): ReturnType<typeof acknowledgements> => acknowledgements(observed({}, {}))
  expect(none().alt).toBe('There is no topic yet.')
  expect(await drawn(none)).toContain('>There is no topic yet.</text>')
})

it('draws a million messages as runs: exact numbers in the table, a small picture', async () => {
  const chart = acknowledgements(million())
  expect(chart.table.rows).toEqual([
    ['user-events', 0, 'A', 640_000, 1_000_000, 0, 260_000],
    ['user-events', 0, 'B', 250_000, 1_000_000, 250_000, 500_000],
  ])
  const svg = await drawn(() => chart)
  expect(svg.length).toBeLessThan(200_000)
  expect(svg.match(/<rect/g)?.length).toBeLessThan(500)
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/acknowledgements-million.svg')
})

it('writes names as text, whatever they hold', async () => {
  const svg = await drawn(() =>
    acknowledgements(observed({ 'a<b>&"c"': [1] }, { '<script>': { committed: { 'a<b>&"c"': [1] } } })),
  )
  expect(svg).toContain('>&lt;script&gt;</text>')
  expect(svg).not.toMatch(/<script|<b>/)
})
