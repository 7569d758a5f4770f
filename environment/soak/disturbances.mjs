// @ts-check
import { brokersOf } from './processes.mjs'

/** How long a frozen Kafka stays so, in ms. */
const frozenMs = 10_000

/**
 * What befalls a kernel between two cells, by name. Each returns when it has begun; the walk goes on with the next cell, which
 * is judged as ever. Another fault is another function here.
 * @type {Record<string, (kernel: import('./kernel.mjs').Kernel) => Promise<void>>}
 */
export const disturbances = {
  restart: (kernel) => kernel.restart(),
  'kill-broker': async (kernel) => signal(brokersOf(kernel.pid()).slice(0, 1), 'SIGKILL'),
  'freeze-broker': async (kernel) => {
    const frozen = brokersOf(kernel.pid()).slice(0, 1)
    signal(frozen, 'SIGSTOP')
    setTimeout(() => signal(frozen, 'SIGCONT'), frozenMs)
  },
}

/** What a soak does when it is not told otherwise. */
export const usual = ['restart']

/** @param {readonly number[]} pids @param {NodeJS.Signals} name */
function signal(pids, name) {
  for (const pid of pids) {
    try {
      process.kill(pid, name)
    } catch {
      // it has ended by itself
    }
  }
}
