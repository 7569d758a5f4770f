import { expect, it } from 'vitest'
import { legend } from '../../src/charts/acknowledgement-legend.js'
import type { GroupPartition, StateRun } from '../../src/charts/message-states.js'

const partition: GroupPartition = {
  ...{ group: 'A', topic: 't', partition: 0, start: 0, end: 200, committed: 0 },
  runs: [],
  gap: false,
}

function words(states: readonly GroupPartition[]): string[] {
  return legend(states, 16, 0).labels.map(({ text }) => text)
}

it('says who knows what', () => {
  expect(words([partition])).toEqual([
    'The broker says',
    'committed',
    'committed offset: the next to read',
    'in the log, not received here',
    'Only the member knows',
    'received',
    'acknowledged, not committed',
  ])
})

it('speaks of a gap where there is one, and of stripes where there are some', () => {
  expect(words([partition, { ...partition, gap: true }]).at(-1)).toBe('acknowledged, held above a gap')
  const runs = Array.from({ length: 200 }, (_, at): StateRun => ({ from: at, to: at + 1, state: 'received' }))
  expect(words([{ ...partition, runs }]).at(-1)).toBe(
    'Where states change too often to draw, a stripe shows the most frequent one; the table has the numbers.',
  )
  const plain = legend([partition], 16, 0)
  expect(legend([{ ...partition, runs }], 16, 0).bottom).toBeGreaterThan(plain.bottom)
})
