import { expect, it } from 'vitest'
import { distributionScene } from '../../src/charts/distribution-scene.js'
import { lanesOf } from '../../src/model/placement.js'
import { crowd, sentTo, users } from './placed.js'

it('makes each bar as long as its messages are many, of parts as wide as their keys are busy', () => {
  const { boxes } = distributionScene('', lanesOf(sentTo('t', '0 a', '0 b', '0 a', '1 b'), 2))
  const widths = boxes.map(({ x1, x2, fill }) => [(x2 - x1) / 60, fill])
  const [a, b] = [boxes[0]?.fill, boxes[1]?.fill]
  expect(widths).toEqual([
    [2, a],
    [1, b],
    [1, b],
  ])
  expect(a).not.toBe(b)
})

it('marks the even share between the bars, at the end of each when they are even', () => {
  const { boxes, rules, labels } = distributionScene('', lanesOf(sentTo('t', '0 a', '1 b'), 2))
  expect(new Set([...rules.map(({ x }) => x), ...boxes.map(({ x2 }) => x2)]).size).toBe(1)
  for (const { y1, y2 } of rules) for (const box of boxes) expect(y2 <= box.y1 || y1 >= box.y2).toBe(true)
  expect(labels.map(({ text }) => text)).toContain('even share: 1')
  const uneven = distributionScene('', lanesOf(users.slice(0, 7), 3)).labels
  expect(uneven.map(({ text }) => text)).toContain('even share: 2.3')
})

it('keeps everything inside the picture', () => {
  const scenes = [users, crowd].map((messages) => distributionScene('title', lanesOf(messages, 8)))
  for (const { width, height, boxes, rules, labels } of scenes) {
    for (const { x1, x2, y1, y2 } of boxes) expect(0 < x1 && x2 < width && 0 < y1 && y2 < height).toBe(true)
    for (const { x, y2 } of rules) expect(0 < x && x < width && y2 < height).toBe(true)
    for (const { x, y } of labels) expect(0 < x && x < width && 0 < y && y < height).toBe(true)
  }
})
