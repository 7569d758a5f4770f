import { describe, expect, test } from 'vitest'
import { checkJoin, type JoinWish } from '../../src/kafka/join-check.js'

const good: JoinWish = {
  names: ['C1'],
  topics: ['orders'],
  commitWhen: 'acknowledged',
  assignor: 'round robin',
  isolationLevel: 'read_committed',
}

/** What is said of a wish that differs from a good one in this. */
function said(wish: { readonly [name in keyof JoinWish]?: unknown }): string {
  try {
    checkJoin('G', { ...good, ...wish } as JoinWish)
  } catch (problem) {
    return (problem as Error).message
  }
  return 'nothing'
}

test('what can be done is not refused', () => {
  expect(said({})).toBe('nothing')
  expect(said({ names: ['C1', 'C2'], topics: ['a', 'b'], commitWhen: 'leaving', assignor: 'sticky' })).toBe(
    'nothing',
  )
})

describe('names', () => {
  test('none', () => {
    expect(said({ names: [] })).toBe(
      "Cannot join group 'G': wanted the names of its members, found an empty list. Name them: { as: ['C1', 'C2'] }.",
    )
  })

  test('one of them bad', () => {
    expect(said({ names: ['C1', ''] })).toBe(
      "Cannot join group 'G': the name of the member will not do: it is empty. Choose another.",
    )
  })

  test('one of them twice', () => {
    expect(said({ names: ['C1', 'C2', 'C1'] })).toBe(
      "Cannot join group 'G' as C1, C2, C1: C1 is there twice, and a name stands for one member. Give each its own.",
    )
  })
})

test('no topic, for several', () => {
  expect(said({ names: ['C1', 'C2'], topics: [] })).toBe(
    "C1, C2 cannot join group 'G': they are given no topic to read. Name one: lab.join('G', 'orders').",
  )
})

test('no such time to commit', () => {
  expect(said({ commitWhen: { everyMessages: 0 } })).toBe(
    "Cannot join group 'G' with that commitWhen: wanted a whole number from 1 on for everyMessages, found 0. Choose one, or leave it out.",
  )
})

test('no such isolation level', () => {
  expect(said({ isolationLevel: 'committed' })).toBe(
    "Cannot join group 'G' with that isolationLevel: wanted 'read_committed' or 'read_uncommitted', found 'committed'. Choose one, or leave it out.",
  )
})

test('no such assignor', () => {
  expect(said({ assignor: 'roundrobin' })).toBe(
    "Cannot join group 'G' with that assignor: wanted 'round robin', 'range', 'sticky', found 'roundrobin'. Choose one, or leave it out.",
  )
  expect(said({ assignor: null })).toBe(
    "Cannot join group 'G' with that assignor: wanted 'round robin', 'range', 'sticky', found null. Choose one, or leave it out.",
  )
})
