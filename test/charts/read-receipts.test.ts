import { expect, it } from 'vitest'
import { readReceipts } from '../../src/charts/read-receipts.js'
import { byLine, drawn } from './drawn.js'
import { fourUsers, room } from './rooms.js'

it('shows who has read which message', async () => {
  const chart = readReceipts(fourUsers)
  expect(chart.title).toBe('Who has read which message')
  expect(chart.alt).toBe(
    '12 messages, 7 read by everyone who was there. alice has read 12 of 12, bob has read 10 of 12, charlie has read 7 of 12 and dave has read 0 of 4 (and 3 of 8 from before).',
  )
  expect(chart.table.columns).toEqual([
    ...['message', 'topic', 'partition', 'offset'],
    ...['alice', 'bob', 'charlie', 'dave', 'everyone who was there'],
  ])
  expect(chart.table.rows[2]).toEqual([
    ...['offset 2', 'chatroom_12345', 0, 2, 'read', 'read', 'read', 'read, sent before', 'read'],
  ])
  expect(chart.table.rows[11]?.slice(4)).toEqual(['read', 'unread', 'unread', 'unread', null])
  const svg = await drawn(() => readReceipts(fourUsers))
  for (const text of ['dave', 'everyone', '✓ before', '✓ all 3', '1 of 4'])
    expect(svg).toContain(`>${text}</text>`)
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/read-receipts-four-users.svg')
})

it('names messages as it is told, or by their place', () => {
  const texts = ['hello', 'anyone here?']
  const chart = readReceipts(room(2, { alice: [1] }), {
    label: ({ offset }) => texts[offset] ?? '',
    title: 'The room',
  })
  expect(chart.title).toBe('The room')
  expect(chart.table.rows.map(([name]) => name)).toEqual(texts)
  const [first] = room(1, { alice: [1] })
  if (first === undefined) throw new Error('wanted a message')
  const moved = [first, { ...first, partition: 2 }]
  expect(readReceipts(moved).table.rows.map(([name]) => name)).toEqual(['P0, offset 0', 'P2, offset 0'])
  const rooms = [first, { ...first, topic: 'other' }]
  expect(readReceipts(rooms).table.rows.map(([name]) => name)).toEqual([
    'chatroom_12345 P0, offset 0',
    'other P0, offset 0',
  ])
})

it('says that there is nothing, or nobody', async () => {
  expect(readReceipts([]).alt).toBe('There is no message yet.')
  expect(await drawn(() => readReceipts([]))).toContain('>There is no message yet.</text>')
  expect(readReceipts(room(1, {})).alt).toBe(
    '1 message, 0 read by everyone who was there. Nobody is there to read.',
  )
  expect(await drawn(() => readReceipts(room(1, {})))).toContain('>nobody there</text>')
})
