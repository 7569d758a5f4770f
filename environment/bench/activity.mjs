// @ts-check
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { runCell } from './kernels.mjs'

/** Longer than a kernel at work takes to hear of a signal. */
const limitMs = 10_000

/**
 * Writes, whenever it is asked to by a signal, for how long the kernel has had something to do since its start: a cell that
 * tells would have to be compiled at the end of each lesson. The folder's name is from the environment, so that the cell is
 * the same for all kernels, and known to all after the first.
 */
const listening = `process.on('SIGUSR2', () => {
  const { writeFileSync, renameSync } = require('node:fs')
  const file = process.env.BENCH_ACTIVITY + '/ms'
  writeFileSync(file + '.draft', String(performance.eventLoopUtilization().active))
  renameSync(file + '.draft', file)
})`

/**
 * What a kernel is started with whose activity is measured.
 * @param {import('./kit.mjs').Kit} kit
 */
export function activityIn(kit) {
  const folder = mkdtempSync(join(tmpdir(), 'kafka-groups-lab-activity-'))
  kit.atEnd(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'ms')
  return {
    env: { BENCH_ACTIVITY: folder },
    /** @param {import('../soak/kernel.mjs').Kernel} kernel */
    async listenOn(kernel) {
      await runCell(kernel, listening)
    },
    /**
     * @param {import('../soak/kernel.mjs').Kernel} kernel
     * @returns for how many ms it has had something to do since its start
     */
    async of(kernel) {
      rmSync(file, { force: true })
      process.kill(kernel.pid(), 'SIGUSR2')
      for (let waitedMs = 0; !existsSync(file); waitedMs += 5) {
        if (waitedMs > limitMs)
          throw new Error('A kernel that was asked how long it had something to do has not answered.')
        await pause(5)
      }
      return Number(readFileSync(file, 'utf8'))
    },
  }
}
