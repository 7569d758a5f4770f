import { expect, test } from 'vitest'
import { Kit } from '../../../environment/bench/kit.mjs'
import { measureRow, type Row } from '../../../environment/bench/measure.mjs'

const row = {
  name: 'a',
  what: 'something',
  unit: 'ms',
  target: { ratio: { atMost: 0.5 } },
  repetitions: 3,
} as const

/** Measures numbers that are given, and writes down who was asked when and what was ended. */
function given(ours: number[], reference: number[]) {
  const order: string[] = []
  const next = (who: string, numbers: number[]) => async (kit: Kit) => {
    order.push(`${who} ${kit.turn}`)
    kit.atEnd(() => order.push('end'))
    return numbers.shift() ?? Number.NaN
  }
  return { order, ours: next('ours', ours), reference: next('reference', reference) }
}

test('ours and the reference take turns, what a turn started is ended, and the warm-up does not count', async () => {
  const { order, ...sides } = given([99, 1, 2, 3], [99, 10, 20, 30])
  const result = await measureRow({ ...row, ...sides }, new Kit())
  const turn = (at: number) => [`ours ${at}`, 'end', `reference ${at}`, 'end']
  expect(order).toEqual([0, 1, 2, 3].flatMap(turn))
  expect(result).toMatchObject({
    ours: { median: 2, least: 1, most: 3 },
    reference: { median: 20, least: 10, most: 30 },
    ratio: 0.1,
    met: true,
    before: null,
    values: { ours: [1, 2, 3], reference: [10, 20, 30] },
  })
})

test('what one measurement leaves as garbage is gone when the next begins', async () => {
  const left: WeakRef<object>[] = []
  const found: unknown[] = []
  const measure = async () => {
    found.push(...left.map((each) => each.deref()))
    left.push(new WeakRef({}))
    // Until then V8 keeps what a WeakRef was made of.
    await new Promise((resolve) => setImmediate(resolve))
    return 1
  }
  await measureRow({ ...row, ours: measure, reference: measure }, new Kit())
  expect(left).toHaveLength(8)
  expect(new Set(found)).toEqual(new Set([undefined]))
})

test('without a reference it is compared with what was recorded before, which is no target', async () => {
  const { ours } = given([1, 2, 3], [])
  const alone: Row = { ...row, warmUps: 0, ours }
  expect(await measureRow(alone, new Kit(), 4)).toMatchObject({ before: 4, ratio: 0.5, met: null })
  expect(await measureRow({ ...alone, ours: async () => 1 }, new Kit())).toMatchObject({
    before: null,
    ratio: null,
  })
})

test('a row that fails says why, and what it had started is ended', async () => {
  const ended: string[] = []
  const failing: Row = {
    ...row,
    async ours(kit) {
      kit.atEnd(() => ended.push('member'))
      throw new Error('The group did not settle.')
    },
  }
  expect(await measureRow(failing, new Kit())).toEqual({
    name: 'a',
    what: 'something',
    against: undefined,
    unit: 'ms',
    target: row.target,
    failed: 'The group did not settle.',
  })
  expect(ended).toEqual(['member'])
})
