import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  acknowledge,
  acknowledgeAll,
  commitPosition,
  deliver,
  emptyLedger,
  held,
  type Ledger,
  naivePosition,
  positionToCommit,
  redelivered,
} from '../../src/model/ledger.js'
import { type OffsetRanges, rangesOf } from '../../src/model/ranges.js'

const upTo = (end: number) => Array.from({ length: end }, (_, offset) => offset)
const listed = (ranges: OffsetRanges) =>
  ranges.flatMap(({ from, to }) => upTo(to - from).map((index) => from + index))
const received = (offsets: readonly number[], position: number, start = 0) =>
  deliver(emptyLedger(start), { offsets, position })
const ten = received(upTo(10), 10)
const ack = (ledger: Ledger, ...offsets: number[]) =>
  offsets.reduce((each, one) => acknowledge(each, one), ledger)

describe('the committed prefix', () => {
  test('stays at the start until the first message is acknowledged', () => {
    expect(commitPosition(ten)).toBe(0)
    expect(commitPosition(ack(ten, 1, 2, 3))).toBe(0)
  })

  test('ends at the first gap, and what is above the gap is held', () => {
    const gap = ack(ten, 0, 1, 2, 4, 5, 8)
    expect(commitPosition(gap)).toBe(3)
    expect(held(gap)).toEqual(rangesOf([4, 5, 8]))
  })

  test('moves past what was held once the gap is closed', () => {
    const closed = ack(ten, 0, 1, 2, 4, 5, 8, 3)
    expect(commitPosition(closed)).toBe(6)
    expect(held(closed)).toEqual(rangesOf([8]))
  })

  test('begins where reading began', () => {
    const ledger = received([5, 6, 7], 8, 5)
    expect(commitPosition(ledger)).toBe(5)
    expect(commitPosition(ack(ledger, 5))).toBe(6)
  })

  test('all acknowledged is the position, with nothing held', () => {
    const all = ack(ten, ...upTo(10).reverse())
    expect([commitPosition(all), held(all), redelivered(all)]).toEqual([10, [], []])
  })
})

describe('records without a message', () => {
  test('do not hold the prefix back in the middle', () => {
    const ledger = received([0, 1, 4, 5], 6)
    expect(commitPosition(ack(ledger, 0, 1))).toBe(4)
    expect(commitPosition(ack(ledger, 0, 1, 4))).toBe(5)
  })

  test('at the end are passed: the batch end counts', () => {
    expect(commitPosition(ack(received([0, 1], 8), 0, 1))).toBe(8)
  })

  test('fill a whole batch, as an aborted transaction does', () => {
    const ledger = deliver(ack(received([0, 1], 2), 0, 1), { offsets: [], position: 8 })
    expect(commitPosition(ledger)).toBe(8)
    expect(commitPosition(deliver(received([0, 1], 2), { offsets: [], position: 8 }))).toBe(0)
  })

  test('cannot be acknowledged', () => {
    expect(() => acknowledge(received([0, 1, 4], 6), 2)).toThrowError(
      new RangeError(
        'Cannot acknowledge offset 2: delivered were 0 to 1, 4. Acknowledge only what receive() returned since the last rebalance.',
      ),
    )
  })
})

describe('again', () => {
  test('a batch delivered twice changes nothing', () => {
    const once = ack(received([0, 1, 2], 4), 0, 2)
    expect(deliver(once, { offsets: [0, 1, 2], position: 4 })).toEqual(once)
    expect(deliver(once, { offsets: [0], position: 1 })).toEqual(once)
  })

  test('an acknowledgement given twice changes nothing', () => {
    expect(ack(ten, 0, 1, 1)).toEqual(ack(ten, 0, 1))
    expect(commitPosition(ack(ten, 0, 0, 0))).toBe(1)
  })

  test('a batch from before the start begins a new ledger: the committed offset lay beyond the log end', () => {
    const beyond = emptyLedger(15)
    expect(commitPosition(beyond)).toBe(15)
    const reset = deliver(beyond, { offsets: upTo(10), position: 10 })
    expect(reset).toEqual(ten)
    expect(commitPosition(ack(reset, 0, 1))).toBe(2)
  })

  test('nothing delivered, nothing to acknowledge', () => {
    expect(() => acknowledge(emptyLedger(3), 3)).toThrowError(
      new RangeError(
        'Cannot acknowledge offset 3: delivered were none. Acknowledge only what receive() returned since the last rebalance.',
      ),
    )
  })
})

describe('the naive position', () => {
  test('follows the latest acknowledgement, over a gap and back again', () => {
    expect(naivePosition(ten)).toBeNull()
    expect(naivePosition(ack(ten, 7))).toBe(8)
    expect(naivePosition(ack(ten, 7, 2))).toBe(3)
    expect(naivePosition(ack(ten, 2, 7, 2))).toBe(3)
  })

  test('loses m3 of lesson 05, which the ledger redelivers', () => {
    const failedThree = ack(ten, ...upTo(10).filter((offset) => offset !== 3))
    expect(positionToCommit(failedThree, 'naive')).toBe(10)
    expect(redelivered(failedThree, 10)).toEqual([])
    expect(positionToCommit(failedThree, 'ledger')).toBe(3)
    expect(listed(redelivered(failedThree))).toEqual([3, 4, 5, 6, 7, 8, 9])
  })

  test('gives m9 again when m9, the last, fails', () => {
    const failedNine = ack(ten, ...upTo(9))
    expect(positionToCommit(failedNine, 'naive')).toBe(9)
    expect(listed(redelivered(failedNine, 9))).toEqual([9])
  })

  test('without an acknowledgement neither mode has anything to commit', () => {
    expect([positionToCommit(ten, 'naive'), positionToCommit(ten, 'ledger')]).toEqual([null, null])
  })
})

describe('against a naive oracle, in random order', () => {
  /** Messages and gaps of one partition, cut into batches, and a random part of the messages in random order. */
  const story = fc
    .array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: 1, maxLength: 60 })
    .chain((records) => {
      const messages = upTo(records.length).filter((offset) => records[offset]?.[0])
      const cuts = upTo(records.length).filter((offset) => records[offset]?.[1])
      return fc.record({
        messages: fc.constant(messages),
        ends: fc.constant([...cuts, records.length]),
        acks: fc.shuffledSubarray(messages),
      })
    })

  test('the prefix is the oracle’s after every acknowledgement, and a drop redelivers all above it', () => {
    fc.assert(
      fc.property(story, ({ messages, ends, acks }) => {
        let from = 0
        let ledger = emptyLedger(0)
        for (const position of ends) {
          const low = from
          const offsets = messages.filter((offset) => offset >= low && offset < position)
          ledger = deliver(ledger, { offsets, position })
          from = position
        }
        const end = from
        const done = new Set<number>()
        let before = commitPosition(ledger)
        for (const offset of acks) {
          ledger = acknowledge(ledger, offset)
          done.add(offset)
          const oracle = upTo(end).find((each) => messages.includes(each) && !done.has(each)) ?? end
          expect(commitPosition(ledger)).toBe(oracle)
          expect(commitPosition(ledger)).toBeGreaterThanOrEqual(before)
          expect(listed(held(ledger))).toEqual(
            [...done].filter((each) => each >= oracle).sort((a, b) => a - b),
          )
          expect(listed(redelivered(ledger))).toEqual(messages.filter((each) => each >= oracle))
          before = oracle
        }
        expect(done.size).toBe(acks.length)
      }),
    )
  })

  test('no message is lost: each is acknowledged below the position or comes again', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(upTo(30)), (acks) => {
        const ledger = ack(received(upTo(30), 30), ...acks)
        const again = new Set(listed(redelivered(ledger)))
        expect(upTo(30).filter((offset) => !again.has(offset) && !acks.includes(offset))).toEqual([])
      }),
    )
  })
})

test('a million messages are a handful of runs', () => {
  let ledger = emptyLedger(0)
  for (let position = 1000; position <= 1_000_000; position += 1000) {
    const offsets = upTo(1000).map((index) => position - 1000 + index)
    ledger = deliver(ledger, { offsets, position })
  }
  for (let offset = 0; offset < 10_000; offset++) ledger = acknowledge(ledger, offset)
  expect(ledger.delivered).toEqual([{ from: 0, to: 1_000_000 }])
  expect(ledger.acknowledged).toEqual([{ from: 0, to: 10_000 }])
  expect(commitPosition(ledger)).toBe(10_000)
})

describe('many at once', () => {
  const offsets = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 40 })

  test('come to what each after the other comes to, in any order and with repeats', () => {
    fc.assert(
      fc.property(offsets, offsets, (before, now) => {
        const ledger = [...before].reduce(
          acknowledge,
          received(
            Array.from({ length: 31 }, (_, at) => at),
            31,
          ),
        )
        expect(acknowledgeAll(ledger, now)).toEqual(now.reduce(acknowledge, ledger))
      }),
    )
  })

  test('are refused with the first that was never delivered', () => {
    expect(() => acknowledgeAll(received([0, 1, 4], 6), [4, 3, 2])).toThrowError(
      new RangeError(
        'Cannot acknowledge offset 3: delivered were 0 to 1, 4. Acknowledge only what receive() returned since the last rebalance.',
      ),
    )
  })
})
