import { expect, test } from 'vitest'
import { benchOptions } from '../../../environment/bench/options.mjs'

const all = ['start', 'start-three', 'join', 'growth-1e3'].map((name) => ({ name }))
const chosen = (...args: string[]) => benchOptions(args, all).rows.map(({ name }) => name)

test('nothing means all, a name its row and those that begin with it, in their own order', () => {
  expect(chosen()).toEqual(['start', 'start-three', 'join', 'growth-1e3'])
  expect(chosen('growth', 'start')).toEqual(['start', 'start-three', 'growth-1e3'])
  expect(chosen('start-three')).toEqual(['start-three'])
})

test('a whole run is recorded when it is asked for, and no part of one', () => {
  expect(benchOptions([], all).record).toBe(false)
  expect(benchOptions(['--record'], all)).toEqual({ rows: all, record: true })
  expect(() => chosen('join', '--record')).toThrowError(
    /^Cannot record join alone: bench\/README\.md holds one whole run\. Run npm run bench -- --record\.$/,
  )
})

test('what no row is called, and an option that there is not, are refused', () => {
  expect(() => chosen('joins')).toThrowError(
    /^Cannot measure 'joins': wanted some of start, start-three, join, growth-1e3, or nothing for all\.$/,
  )
  expect(() => chosen('--quick')).toThrowError(/'--quick'.* Wanted --record, and names of rows\.$/)
})
