/** Does work when one of so many slots is free; `urgent` work goes before what waits. */
export type Slots = <T>(work: () => Promise<T>, options?: { readonly urgent?: boolean }) => Promise<T>

/**
 * Lets so many pieces of work go on at the same time.
 *
 *     const inSlot = slots(12)
 *     await Promise.all(runs.map((run) => inSlot(() => tryOut(run))))
 */
export function slots(count: number): Slots {
  const waiting: (() => void)[] = []
  let free = count
  return async (work, { urgent = false } = {}) => {
    if (free > 0) free--
    else
      await new Promise<void>((resolve) => {
        if (urgent) waiting.unshift(resolve)
        else waiting.push(resolve)
      })
    try {
      return await work()
    } finally {
      // Handed on, not freed: nobody who comes now goes before those who wait.
      const next = waiting.shift()
      if (next === undefined) free++
      else next()
    }
  }
}
