import { expect, it } from 'vitest'
import { throughput } from '../../src/charts/throughput.js'
import { illegible } from './legible.js'
import { batches, measured } from './measurements.js'
import { sceneOf, textsOf } from './scene-of.js'

it('draws bars from 0 as long as their medians', () => {
  const { boxes } = sceneOf(throughput([measured('a', 100), measured('b', 50)]))
  const [whole, , half] = boxes.map(({ x1, x2 }) => x2 - x1)
  expect(half).toBeCloseTo((whole ?? 0) / 2)
})

it('names the spread where there is one', () => {
  expect(textsOf(throughput([measured('a', 100)]))).toContain('100')
  expect(textsOf(throughput([measured('a', 100, 90, 110)]))).toContain('100 (90 to 110)')
})

it('draws 24 cases, and says how many are left', () => {
  const many = Array.from({ length: 30 }, (_, at) => measured(`case ${at}`, at))
  expect(textsOf(throughput(many)).at(-1)).toContain('6 more cases in the numbers.')
})

it.each([
  ['batches', batches],
  ['long names', [measured('m'.repeat(90), 1), measured('w'.repeat(90), 1e12, 1e11, 2e12)]],
  ['numbers', [measured(1, 5), measured(1000, 7)]],
  ['nothing handled', [measured('a', 0, 0)]],
  ['nothing', []],
])('can be read: %s', (_, cases) => {
  expect(illegible(sceneOf(throughput(cases)))).toEqual([])
})
