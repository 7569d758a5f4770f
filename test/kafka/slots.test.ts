import { expect, test } from 'vitest'
import { slots } from '../../src/kafka/slots.js'

/** Work that waits for its end, and what has begun, in order. */
function works(): { begun: string[]; work(name: string): () => Promise<string>; end(name: string): void } {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  return {
    begun,
    work: (name) => () => {
      begun.push(name)
      return new Promise((resolve) => ends.set(name, () => resolve(name)))
    },
    end: (name) => ends.get(name)?.(),
  }
}

test('so many at once, then in order, the urgent before the others', async () => {
  const inSlot = slots(2)
  const { begun, work, end } = works()
  const all = ['a', 'b', 'c', 'd'].map((name) => inSlot(work(name)))
  const urgent = inSlot(work('urgent'), { urgent: true })
  expect(begun).toEqual(['a', 'b'])
  for (const name of ['a', 'b', 'urgent', 'c', 'd']) {
    end(name)
    await new Promise(setImmediate)
  }
  expect(begun).toEqual(['a', 'b', 'urgent', 'c', 'd'])
  expect(await Promise.all([...all, urgent])).toEqual(['a', 'b', 'c', 'd', 'urgent'])
})

test('work that fails gives its slot back', async () => {
  const inSlot = slots(1)
  const failing = inSlot(() => Promise.reject(new Error('no')))
  const next = inSlot(async () => 'yes')
  await expect(failing).rejects.toThrowError('no')
  expect(await next).toBe('yes')
})
