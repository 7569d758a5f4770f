import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BESIDE, markers, markersOf, type Placed } from '../../src/charts/markers.js'
import { textWidth } from '../../src/charts/words.js'

const at = (x: number, member: string, change: Placed['change'] = 'joins'): Placed => ({ x, member, change })
const texts = (changes: readonly Placed[]) =>
  markers(changes, 100, 780).map(({ text, row }) => `${row} ${text}`)

it('puts words into the highest row whose line down meets no words', () => {
  expect(
    texts([at(100, 'C1'), at(300, 'C2', 'leaves'), at(330, 'C3', 'crashes'), at(700, 'C4', 'dies')]),
  ).toEqual(['0 C1 joins', '0 C2 leaves', '1 C3 crashes', '0 C4 dies'])
})

it('leads no line through the words of a lower row', () => {
  expect(texts([at(100, 'C1'), at(140, 'member-with-a-long-name'), at(220, 'C3')])).toEqual([
    '0 C1 joins',
    '1 member-with-a-long-name joins',
    '2 C3 joins',
  ])
})

it('leads no line through the words of a higher row either, where words stand left of their line', () => {
  const placed = markers([at(629, 'flight24-2', 'leaves'), at(676, 'flight24-3')], 132, 768)
  expect(placed).toEqual([
    { x: 629, text: 'flight24-2 leaves', anchor: 'end', row: 1 },
    { x: 676, text: 'flight24-3 joins', anchor: 'end', row: 0 },
  ])
})

it('says in one what is too close to be told apart', () => {
  expect(texts([at(100, 'C1'), at(103, 'C2'), at(105, 'C3', 'is ended')])).toEqual([
    '0 C1 and C2 join, C3 is ended',
  ])
  expect(texts(['C1', 'C2', 'C3', 'C4'].map((name) => at(200, name)))).toEqual(['0 4 members join'])
  expect(texts([at(100, 'C1'), at(102, 'C1', 'leaves'), at(104, 'C1')])).toEqual([
    '0 C1 joins 2 times, C1 leaves',
  ])
})

it('turns words to the left at the right edge', () => {
  expect(markers([at(775, 'C1')], 100, 780)).toEqual([{ x: 775, text: 'C1 joins', anchor: 'end', row: 0 }])
})

it('has at most four rows, inside, none on another, whatever happens', () => {
  const change = fc.record({
    x: fc.integer({ min: 100, max: 780 }),
    member: fc.constantFrom('C1', 'C2', 'a-member-with-a-rather-long-name', 'm'.repeat(200)),
    change: fc.constantFrom<Placed['change']>('joins', 'leaves', 'crashes', 'is ended', 'dies'),
  })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
      const placed = markers(
        [...changes].sort((a, b) => a.x - b.x),
        100,
        780,
      )
      expect(placed.length === 0).toBe(changes.length === 0)
      const extents = placed.map(({ x, text, anchor, row }) => {
        const width = textWidth(text, 12) + BESIDE
        return anchor === 'start' ? { row, from: x, to: x + width } : { row, from: x - width, to: x }
      })
      for (const [index, { row, from, to }] of extents.entries()) {
        expect(row).toBeLessThan(4)
        expect(from).toBeGreaterThanOrEqual(100)
        expect(to).toBeLessThanOrEqual(780)
        for (const other of extents.slice(index + 1))
          if (other.row === row) expect(other.from >= to || other.to <= from).toBe(true)
        for (const other of placed) if (other.row <= row) expect(other.x <= from || other.x >= to).toBe(true)
      }
    }),
  )
})

it('says whatever happens in the words that it is given', () => {
  const words = (together: readonly { readonly what: string }[]): string =>
    together.map(({ what }) => what).join(' and ')
  const happened = [
    { x: 20, what: 'a' },
    { x: 22, what: 'b' },
    { x: 300, what: 'c' },
  ]
  expect(markersOf(happened, words, 0, 400)).toMatchObject([
    { x: 20, text: 'a and b', row: 0 },
    { x: 300, text: 'c', row: 0 },
  ])
})
