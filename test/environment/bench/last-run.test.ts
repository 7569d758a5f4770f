import { expect, test } from 'vitest'
import { mediansOf, type Run } from '../../../environment/bench/last-run.mjs'
import { crash, join, observe } from './results.js'

test('of the run recorded before the medians count, and not what failed in it', () => {
  const run = { results: [join, crash, observe] } as Pick<Run, 'results'> as Run
  expect([...mediansOf(run)]).toEqual([
    ['join', 45],
    ['observe-500', 600],
  ])
})
