import { expect, test } from 'vitest'
import { inTurn, inTurns } from '../../src/kafka/turns.js'

/** Work that says when it begins and ends, and ends when it is told to. */
function work(name: string, said: string[]): { begin: () => Promise<void>; end: () => void } {
  let end = (): void => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  return {
    end: () => end(),
    begin: async () => {
      said.push(`${name} begins`)
      await ended
      said.push(`${name} ends`)
    },
  }
}

test('work under several keys waits for what was begun under any of them, and what comes later under any for it', async () => {
  const turns = new Map()
  const said: string[] = []
  const both = work('both', said)
  const first = work('first', said)
  const all = [
    inTurn(turns, 'A', first.begin),
    inTurns(turns, ['B', 'A'], both.begin),
    ...['A', 'B'].map((key) => inTurn(turns, key, async () => said.push(`${key} after them`))),
  ]
  first.end()
  await all[0]
  both.end()
  await Promise.all(all)
  expect(said).toEqual([
    'first begins',
    'first ends',
    'both begins',
    'both ends',
    'A after them',
    'B after them',
  ])
  expect(turns.size).toBe(0)
})

test('two who want the same keys in another order do not wait for each other for ever', async () => {
  const turns = new Map()
  const done = await Promise.all([
    inTurns(turns, ['A', 'B', 'C'], async () => 1),
    inTurns(turns, ['C', 'B', 'A'], async () => 2),
    inTurns(turns, ['B', 'A'], async () => 3),
  ])
  expect(done).toEqual([1, 2, 3])
})

test('work that fails lets the next one have its turn', async () => {
  const turns = new Map()
  const failed = inTurns(turns, ['A', 'B'], () => Promise.reject(new Error('no')))
  const next = inTurns(turns, ['A', 'B'], async () => 'yes')
  await expect(failed).rejects.toThrowError(/^no$/)
  expect(await next).toBe('yes')
})
