import { expect, it } from 'vitest'
import { isStriped, paint, partitionRow } from '../../src/charts/acknowledgement-row.js'
import type { GroupPartition, StateRun } from '../../src/charts/message-states.js'

const place = { x: 100, y: 0, width: 400, cell: 40, colour: '#4269d0' }

function row(committed: number | null, runs: readonly StateRun[], end = 10): GroupPartition {
  return { group: 'A', topic: 't', partition: 0, start: 0, end, committed, runs, gap: false }
}

const read: StateRun[] = [
  { from: 0, to: 5, state: 'committed' },
  { from: 5, to: 10, state: 'received' },
]

it('has a cell an offset with its number, and the line where the next one to read begins', () => {
  const { boxes, labels, rules } = partitionRow(row(5, read), place)
  expect(boxes.map(({ x1, x2 }) => [x1, x2]).slice(0, 2)).toEqual([
    [101, 139],
    [141, 179],
  ])
  expect(labels.map(({ text }) => text)).toEqual([
    '0',
    '1',
    '2',
    '3',
    '4',
    '5',
    '6',
    '7',
    '8',
    '9',
    'committed 5',
  ])
  expect(rules).toMatchObject([{ x: 300, dashed: false }])
})

it('has no line where a group never committed, and one before the first cell for 0', () => {
  const never = partitionRow(row(null, [{ from: 0, to: 10, state: 'unread' }]), place)
  expect([never.rules, never.labels.at(-1)?.text]).toEqual([[], 'never committed'])
  const zero = partitionRow(row(0, [{ from: 0, to: 10, state: 'unread' }]), place)
  expect([zero.rules[0]?.x, zero.labels.at(-1)?.text]).toEqual([100, 'committed 0'])
})

it('draws a committed offset outside the log as a dashed line beside it', () => {
  const { rules, labels } = partitionRow(row(15, [{ from: 0, to: 10, state: 'committed' }]), place)
  expect(rules).toMatchObject([{ x: 508, dashed: true }])
  expect(labels.at(-1)?.text).toBe('committed 15, log end 10')
})

it('draws runs where there is no room for cells, and names them where they are exact', () => {
  const { boxes, labels } = partitionRow(row(5, read), { ...place, cell: null })
  expect(boxes).toHaveLength(2)
  expect(labels.map(({ text }) => text)).toEqual(['0 to 4', '5 to 9', 'committed 5'])
  const fine = Array.from(
    { length: 200 },
    (_, at): StateRun => ({
      from: at,
      to: at + 1,
      state: at % 2 === 0 ? 'received' : 'acknowledged',
    }),
  )
  const striped = row(0, fine, 200)
  expect([isStriped(striped), isStriped(row(5, read))]).toEqual([true, false])
  expect(partitionRow(striped, { ...place, cell: null }).labels.map(({ text }) => text)).toEqual([
    'committed 0',
  ])
})

it('hatches what only the member knows, and nothing else', () => {
  const hatches = (['committed', 'unread', 'received', 'acknowledged'] as const).map(
    (state) => paint(state, '#4269d0').hatch,
  )
  expect(hatches).toEqual([undefined, undefined, 'sparse', 'dense'])
})
