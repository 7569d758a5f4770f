import { expect, it } from 'vitest'
import { due } from '../../src/model/pace.js'

it('is what the time since then brings, in whole messages, and keeps the rest', () => {
  expect(due(0, 50, 50)).toEqual({ now: 2, owed: 0.5 })
  expect(due(0.5, 50, 50)).toEqual({ now: 3, owed: 0 })
  expect(due(0, 50, 1_000)).toEqual({ now: 50, owed: 0 })
})

it('loses nothing over uneven pieces', () => {
  let [sent, owed] = [0, 0]
  for (const sinceMs of [51, 49, 120, 30, 250, 500]) {
    const next = due(owed, sinceMs, 8)
    sent += next.now
    owed = next.owed
  }
  expect([sent, owed]).toEqual([8, 0])
})

it('makes up for a stall by what one second brings, and no more', () => {
  expect(due(0.5, 60_000, 50)).toEqual({ now: 50, owed: 0 })
  expect(due(0, 1_000, 50)).toEqual({ now: 50, owed: 0 })
})

it('comes to a message in the end where there are fewer than one a second', () => {
  expect(due(0, 1_000, 0.5)).toEqual({ now: 0, owed: 0.5 })
  expect(due(0.5, 1_000, 0.5)).toEqual({ now: 1, owed: 0 })
  expect(due(0, 60_000, 0.5)).toEqual({ now: 1, owed: 0 })
})
