import { afterEach, beforeEach } from 'vitest'
import { waitFor } from '../../src/wait.js'

const key = Symbol.for('kafka-groups-lab.onInterrupt')
const world = globalThis as { [key]?: Set<() => unknown> }

/** Offers what the kernel's launcher offers to the tests of a file, and returns how to press the stop button: `presses` waits until somebody waits. */
export function stopButton(): { press(): void; presses(what: string): Promise<void> } {
  beforeEach(() => {
    world[key] = new Set()
  })
  afterEach(() => {
    delete world[key]
  })
  const press = (): void => {
    for (const hook of world[key] ?? []) hook()
  }
  return {
    press,
    async presses(what) {
      // This wait has a hook there too.
      await waitFor(what, () => ((world[key]?.size ?? 0) > 1 ? true : undefined))
      press()
    },
  }
}
