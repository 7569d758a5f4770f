import { expect, it } from 'vitest'
import { givenOut, partitionsSaid } from '../../src/charts/given-out.js'

const at = (partition: number, topic = 'orders') => ({ topic, partition })

it('says what went to whom', () => {
  const gave = [
    { member: 'C1', assigned: [at(3), at(0)] },
    { member: 'C2', assigned: [at(1)] },
    { member: 'C3', assigned: [] },
  ]
  expect(givenOut([...gave].reverse(), false)).toBe('P0 and P3 went to C1, P1 to C2, and none to C3')
  expect(givenOut(gave.slice(2), false)).toBe('None went to C3')
  expect(givenOut([], false)).toBe('')
})

it('names topics where there are several, and counts many partitions', () => {
  expect(partitionsSaid([at(1), at(0), at(0, 'a')], true)).toBe('a P0, orders P0 and orders P1')
  expect(
    partitionsSaid(
      Array.from({ length: 9 }, (_, one) => at(one)),
      false,
    ),
  ).toBe('9 partitions')
})
