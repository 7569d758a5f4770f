import { expect, test, vi } from 'vitest'
import { Kit } from '../../../environment/bench/kit.mjs'
import { rows } from '../../../environment/bench/rows.mjs'

// All of src is compiled.
vi.setConfig({ testTimeout: 180_000 })

test('no two rows have one name, and a bound by the reference has one', () => {
  expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length)
  const without = rows.filter(
    ({ target, reference }) => target.ratio !== undefined && reference === undefined,
  )
  expect(without.map(({ name }) => name)).toEqual([])
  expect(
    rows.filter(({ reference, against }) => (reference === undefined) !== (against === undefined)),
  ).toEqual([])
})

test('a row measures this lab on a real broker', async () => {
  const kit = new Kit()
  try {
    const leave = rows.find(({ name }) => name === 'leave')
    expect(await leave?.ours(kit)).toBeGreaterThan(0)
    await kit.endTurn()
    expect((await (await kit.lab()).observe()).groups).toEqual([])
  } finally {
    await kit.close()
  }
})
