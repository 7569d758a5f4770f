import { expect, test } from 'vitest'
import { newKernel, runCell } from '../../../environment/bench/kernels.mjs'
import { Kit } from '../../../environment/bench/kit.mjs'
import { leftBehind } from '../../../environment/soak/left-behind.mjs'

/** Shows a picture as show() does. */
const picture = `(globalThis as any)[Symbol.for('kafka-groups-lab.display')]({ 'image/svg+xml': '<svg/>' })`

test('a kernel says when its first reply came, and a cell when its first picture did; it ends with the turn', async () => {
  const kit = new Kit()
  const kernel = await newKernel(kit)
  expect(kernel.startMs()).toBeGreaterThan(0)
  expect((await runCell(kernel, '1 + 1')).pictureMs).toBeNull()
  const { ms, pictureMs } = await runCell(kernel, picture)
  expect(pictureMs).toBeGreaterThan(0)
  expect(pictureMs).toBeLessThanOrEqual(ms)
  await kit.endTurn()
  expect(await leftBehind([kernel.pid()])).toEqual([])
})

test('a cell that fails is not measured: a sentence says which one, and what it said', async () => {
  const kit = new Kit()
  try {
    const kernel = await newKernel(kit)
    const told = await runCell(kernel, "const a = 1\nthrow new Error('no broker')").catch(
      (error: Error) => error.message,
    )
    expect(told).toBe(
      'Cannot measure a cell that fails: the one that begins with `const a = 1` said Error: no broker',
    )
  } finally {
    await kit.endTurn()
  }
})
