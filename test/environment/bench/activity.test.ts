import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { activityIn } from '../../../environment/bench/activity.mjs'
import { newKernel, runCell } from '../../../environment/bench/kernels.mjs'
import { Kit } from '../../../environment/bench/kit.mjs'

const busyMs = 300
const busy = `{ const end = performance.now() + ${busyMs}; while (performance.now() < end); }`

test('a kernel tells for how long it had something to do, without a cell that asks; nothing is left of it', async () => {
  const kit = new Kit()
  const activity = activityIn(kit)
  try {
    const kernel = await newKernel(kit, activity.env)
    await activity.listenOn(kernel)
    const before = await activity.of(kernel)
    await runCell(kernel, busy)
    expect(await activity.of(kernel)).toBeGreaterThanOrEqual(before + busyMs)
  } finally {
    await kit.endTurn()
  }
  expect(existsSync(activity.env.BENCH_ACTIVITY)).toBe(false)
})
