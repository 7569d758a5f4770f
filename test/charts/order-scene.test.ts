import { expect, it } from 'vitest'
import { orderScene } from '../../src/charts/order-scene.js'
import { lanesOf } from '../../src/model/placement.js'
import { crowd, orders, type Sent, sentTo, users } from './placed.js'

const word = (message: Sent): string => message.word
const texts = (messages: Sent[], partitions = 3): string[] =>
  orderScene('', lanesOf(messages, partitions), word).labels.map(({ text }) => text)

it('writes number and key into each tile, the word below, and the offset under it', () => {
  const said = texts(orders)
  for (const text of ['4 · order-102', '5 · order-100', 'delivered', '3']) expect(said).toContain(text)
})

it('gives the tiles of one key one colour', () => {
  const { boxes } = orderScene('', lanesOf(orders, 3), word)
  const [created102, created100, paid101, shipped100] = boxes.map(({ fill }) => fill)
  expect(shipped100).toBe(created100)
  expect(new Set([created102, created100, paid101]).size).toBe(3)
})

it('leaves out what does not fit: first the word, then the front of the key, then the key', () => {
  const many = (length: number): string[] =>
    texts(sentTo('t', ...Array.from({ length }, () => '0 user-7 view-product')), 1)
  expect(many(4)).toEqual(expect.arrayContaining(['4 · user-7', 'view-product']))
  expect(many(8)).toEqual(expect.arrayContaining(['8 · user-7', 'view-prod…']))
  expect(many(12)).toContain('12 · 7')
  expect(many(25)).not.toContain('25 · 7')
  expect(many(25)).not.toContain('view-product')
})

it('makes room for large numbers', () => {
  const { boxes } = orderScene('', lanesOf(crowd, 3), word)
  for (const { x1, x2 } of boxes) expect(x2 - x1).toBeGreaterThan(36)
})

it('keeps everything inside the picture', () => {
  for (const messages of [orders, users, crowd]) {
    const { width, height, boxes, labels } = orderScene('title', lanesOf(messages, 4), word)
    for (const { x1, x2, y1, y2 } of boxes) expect(0 < x1 && x2 < width && 0 < y1 && y2 < height).toBe(true)
    for (const { x, y } of labels) expect(0 < x && x < width && 0 < y && y < height).toBe(true)
  }
})
