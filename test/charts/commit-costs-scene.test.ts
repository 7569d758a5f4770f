import { expect, it } from 'vitest'
import type { CommitCost } from '../../src/charts/commit-costs.js'
import { commitCostsScene } from '../../src/charts/commit-costs-scene.js'
import { illegible } from './legible.js'

const cost = (strategy: string, commits: number, redelivered: number, messages = 100): CommitCost => {
  return { strategy, commits, redelivered, messages }
}
const texts = (rows: readonly CommitCost[]): string[] =>
  commitCostsScene('', rows).labels.map(({ text }) => text)

it('has two bars a strategy, each column on its own scale, none for 0', () => {
  const { boxes } = commitCostsScene('', [cost('a', 100, 0), cost('b', 50, 7)])
  const [whole, half, again] = boxes.map(({ x1, x2 }) => x2 - x1)
  expect(boxes).toHaveLength(3)
  expect(half).toBeCloseTo((whole ?? 0) / 2)
  expect(again).toBeGreaterThan(half ?? 0)
  expect(boxes.map(({ hatch }) => hatch)).toEqual([undefined, undefined, 'dense'])
})

it('says over how many messages, and what is left out', () => {
  expect(texts([cost('a', 1, 1)]).at(-1)).toBe('100 messages each. Each column has a scale of its own.')
  expect(texts([cost('a', 1, 1), cost('b', 1, 1, 50)]).at(-1)).toBe(
    'Numbers of messages differ: see the numbers. Each column has a scale of its own.',
  )
  const many = Array.from({ length: 25 }, (_, at) => cost(`every ${at}`, at, at))
  expect(texts(many).at(-1)).toBe(
    '100 messages each. Each column has a scale of its own. 5 more are in the numbers.',
  )
})

it('can be read, whatever the numbers', () => {
  expect(illegible(commitCostsScene('title', [cost('m'.repeat(90), 1e9, 1), cost('b', 0, 1e9)]))).toEqual([])
  expect(illegible(commitCostsScene('title', []))).toEqual([])
})
