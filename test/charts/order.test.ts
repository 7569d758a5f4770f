import { expect, it } from 'vitest'
import { order } from '../../src/charts/order.js'
import { byLine, drawn } from './drawn.js'
import { crowd, orders, type Sent, sentTo } from './placed.js'

const label = ({ word }: Sent): string => word

it('shows that each key is in order and the topic is not', async () => {
  const chart = order(orders, { partitions: 3, label })
  expect(chart.title).toBe('Order of messages in orders')
  expect(chart.alt).toBe(
    'Numbered as they were sent, partition 0 holds 4; partition 1 holds 1, 2, 3 and 5; partition 2 holds none. Messages of one key stand in one partition, in the order of sending.',
  )
  expect(chart.table.rows).toEqual([
    [1, 'order-100', 'created', 1, 0],
    [2, 'order-101', 'paid', 1, 1],
    [3, 'order-100', 'shipped', 1, 2],
    [4, 'order-102', 'created', 0, 0],
    [5, 'order-100', 'delivered', 1, 3],
  ])
  const svg = byLine(await drawn(() => order(orders, { partitions: 3, label })))
  await expect(svg).toMatchFileSnapshot('__snapshots__/order-orders.svg')
})

it('says that a key stands in two partitions, or in another order than it was sent', () => {
  const moved = sentTo('clicks', '2 user-1', '0 user-1', '1 user-2')
  expect(order(moved, { partitions: 3 }).alt).toContain(
    'Messages of user-1 stand in more than one partition and have no order there.',
  )
  const [a, b] = sentTo('t', '0 a', '0 a') as [Sent, Sent]
  expect(order([b, a], { partitions: 1 }).alt).toBe(
    'Numbered as they were sent, partition 0 holds 2 and 1. Messages of a stand in another order than they were sent.',
  )
  const four = ['a', 'b', 'c', 'd'].flatMap((key) => [`0 ${key}`, `1 ${key}`])
  expect(order(sentTo('t', ...four), { partitions: 2 }).alt).toContain('Messages of 4 keys stand in more')
})

it('says nothing on the order of messages without a key', () => {
  expect(order(sentTo('t', '0 -', '1 -', '0 -'), { partitions: 2 }).alt).toBe(
    'Numbered as they were sent, partition 0 holds 1 and 3; partition 1 holds 2. None has a key.',
  )
  expect(order([], { partitions: 1 })).toMatchObject({
    title: 'Order of messages',
    alt: 'There are no messages in 1 partition.',
  })
})

it('draws the first of many, counts the rest, and writes keys as text', async () => {
  const chart = order(crowd, { partitions: 3, label })
  expect(chart.alt).toMatch(/holds 1, 2, .+, 20 and 980 more; /)
  const svg = await drawn(() => order(crowd, { partitions: 3, label }))
  expect(svg).toMatch(/>\+ 9\d\d<\/text>/)
  expect(svg).not.toContain('<b>')
  await expect(byLine(svg)).toMatchFileSnapshot('__snapshots__/order-crowd.svg')
})

it('refuses messages of two topics', () => {
  expect(() => order([...orders, ...crowd], { partitions: 3 })).toThrowError(/found 'orders' and 't'\./)
})
