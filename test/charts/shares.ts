import type { Observation } from '../../src/model/observation.js'
import { observed } from './fixtures.js'

/** The topic 'chat-messages' of so many partitions, shared round robin by members in the order of `names`. */
export function shared(partitions: number, names: readonly string[], state = 'Stable'): Observation {
  const owned = (at: number): string[] =>
    Array.from({ length: partitions }, (_, one) => one)
      .filter((one) => one % names.length === at)
      .map((one) => `chat-messages/${one}`)
  const members = Object.fromEntries(names.map((name, at) => [name, state === 'Stable' ? owned(at) : []]))
  return observed(
    { 'chat-messages': Array.from({ length: partitions }, () => 9) },
    { 'chat-service': { state, committed: { 'chat-messages': [] }, members } },
  )
}

/** Lesson 03: one to five members on four partitions. */
export const oneToFive: Observation[] = [1, 2, 3, 4, 5].map((many) =>
  shared(
    4,
    Array.from({ length: many }, (_, at) => `C${at + 1}`),
  ),
)
