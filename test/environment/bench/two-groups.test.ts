import { expect, test } from 'vitest'
import { proofOf } from '../../../environment/bench/two-groups.mjs'
import { readLesson } from '../../../environment/soak/lesson.mjs'

test('the proof is lesson 02 from its first cell to the reset of a group', () => {
  const proof = proofOf(readLesson('02-two-groups').cells).map(({ source }) => source)
  expect(proof[0]).toContain('openLab()')
  expect(proof.at(-2)).toContain("lab.reset('A')")
  expect(proof.at(-1)).toContain('receives the whole log a second time')
})

test('a lesson in which the proof has no end is refused', () => {
  expect(() => proofOf([{ index: 1, source: 'const lab = await openLab()' }])).toThrowError(
    /^Cannot tell which cells of lesson 02 are the proof: wanted a cell with `topic: 'orders'` after them, found none\. Say in environment\/bench\/two-groups\.mjs where the proof ends now, and let python\/two_groups\.py do the same\.$/,
  )
})
