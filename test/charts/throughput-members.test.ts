import { expect, it } from 'vitest'
import { throughput } from '../../src/charts/throughput.js'
import { illegible } from './legible.js'
import { measured, oneToSix } from './measurements.js'
import { sceneOf, textsOf } from './scene-of.js'

const along = (...args: Parameters<typeof throughput>) =>
  throughput(args[0], { along: 'members', ...args[1] })

it('draws a ring for each round and a dot for each median', () => {
  const { boxes } = sceneOf(along(oneToSix))
  expect(boxes.filter(({ fill }) => fill === '#ffffff')).toHaveLength(18)
  expect(boxes.filter(({ fill }) => fill !== '#ffffff')).toHaveLength(6)
})

it('begins both lines of reference at the median of one member', () => {
  const { lines = [] } = sceneOf(along(oneToSix, { partitions: 5 }))
  const dashed = lines.filter((line) => line.dashed)
  const straight = dashed.filter(({ x1, x2, y1, y2 }) => x1 !== x2 && y1 !== y2)
  const flat = dashed.filter(({ y1, y2 }) => y1 === y2)
  expect(straight).toHaveLength(5)
  expect(flat).toHaveLength(6)
  const zero = Math.max(...lines.map(({ y1 }) => y1))
  const height = (y: number): number => zero - y
  const one = height(straight[0]?.y1 ?? 0)
  expect(height(straight[4]?.y2 ?? 0) / one).toBeCloseTo(6)
  // 5 / ceil(5 / members): three members are as fast as four, and a sixth adds nothing.
  const stair = flat.map(({ y1 }) => height(y1) / one)
  for (const [at, times] of [1, 5 / 3, 2.5, 2.5, 5, 5].entries()) expect(stair[at]).toBeCloseTo(times)
})

it('has no line of reference without partitions, or without one member', () => {
  expect(sceneOf(along(oneToSix)).lines?.some(({ dashed }) => dashed)).toBe(false)
  const without = along(oneToSix.slice(1), { partitions: 5 })
  expect(sceneOf(without).lines?.some(({ dashed }) => dashed)).toBe(false)
  expect(textsOf(without).at(-1)).toBe('A ring is a round. No lines of reference: they begin at 1 member.')
})

it('sorts by members and stays small', () => {
  const many = Array.from({ length: 40 }, (_, at) => measured(40 - at, ...Array<number>(500).fill(at)))
  const chart = along(many, { partitions: 5 })
  expect(textsOf(chart).at(-1)).toContain('16 more cases in the numbers.')
  expect(sceneOf(chart).boxes.length).toBeLessThan(600)
})

it.each([
  ['one to six', oneToSix],
  ['a gap', [measured(1, 100), measured(10, 900, 1000)]],
  ['many', Array.from({ length: 24 }, (_, at) => measured(at + 1, (at + 1) * 1e6))],
  ['one', [measured(1, 0)]],
  ['all the same', oneToSix.map((one) => measured(one.case, 10))],
  ['nothing', []],
])('can be read: %s', (_, cases) => {
  expect(illegible(sceneOf(along(cases, { partitions: 5 })))).toEqual([])
})
