import { expect, it } from 'vitest'
import { distribution } from '../../src/charts/distribution.js'
import { byLine, drawn } from './drawn.js'
import { crowd, orders, sentTo, users } from './placed.js'

it('shows which user went where, and that the partitions are skewed', async () => {
  const chart = distribution(users, { partitions: 3 })
  expect(chart.title).toBe('Keys and partitions of user-events')
  expect(chart.alt).toBe(
    'Of 30 messages, partition 0 has 4 (2 keys), partition 1 has 8 (3 keys) and partition 2 has 18 (7 keys). Partition 2 has 60 % of them, 1.8 times an even share.',
  )
  expect(chart.table).toEqual({
    columns: ['partition', 'messages', 'share in %', 'number of keys', 'keys'],
    rows: [
      [0, 4, 13, 2, 'user-8, user-12'],
      [1, 8, 27, 3, 'user-4, user-5, user-11'],
      [2, 18, 60, 7, 'user-1, user-2, user-3, user-6, user-7, user-9, user-10'],
    ],
  })
  const svg = byLine(await drawn(() => distribution(users, { partitions: 3 })))
  await expect(svg).toMatchFileSnapshot('__snapshots__/distribution-users.svg')
})

it('shows a partition without a message', async () => {
  const chart = () => distribution(orders, { partitions: 3, title: 'Three orders' })
  expect(chart().title).toBe('Three orders')
  expect(chart().alt).toContain('partition 1 has 4 (2 keys) and partition 2 has none.')
  expect(chart().table.rows[2]).toEqual([2, 0, 0, 0, null])
  expect(await drawn(chart)).toContain('>no messages</text>')
})

it('says that all have the same', () => {
  const even = sentTo('t', '0 -', '1 -', '2 -')
  expect(distribution(even, { partitions: 3 }).alt).toBe(
    'Of 3 messages, partition 0 has 1 (no key), partition 1 has 1 (no key) and partition 2 has 1 (no key). All have the same.',
  )
  expect(distribution([], { partitions: 2 })).toMatchObject({
    title: 'Keys and partitions',
    alt: 'There are no messages in 2 partitions.',
  })
})

it('draws a thousand keys as one part, names as text, and no key as paper', async () => {
  const svg = await drawn(() => distribution(crowd, { partitions: 3 }))
  expect(svg.match(/<rect/g)?.length).toBeLessThan(12)
  expect(svg).toContain('>many keys × 1,000</text>')
  expect(svg).not.toContain('<b>')
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/distribution-crowd.svg')
})

it('refuses a message outside of the partitions', () => {
  expect(() => distribution(orders, { partitions: 1 })).toThrowError(/found a message in 1\./)
})
