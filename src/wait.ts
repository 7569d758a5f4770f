/** How long and how often `waitFor` asks. Both in milliseconds. */
export interface WaitOptions {
  /** Default 10 000. */
  readonly timeoutMs?: number
  /** Pause between two questions; default 5, so that a fact is seen soon after it is true. */
  readonly everyMs?: number
}

/** Lets a probe say what it saw last; a time-out quotes it. */
export type Saw = (seen: string) => void

/**
 * Asks `probe` again and again until it answers with something other than undefined, and returns that answer.
 * The one way to wait for a fact: nothing in this project waits for time to pass and hopes.
 *
 *     const group = await waitFor("group 'A' to be Empty", async saw => { … })
 *
 * Throws a sentence that says what was awaited and what was seen last when `timeoutMs` is over, and when the reader
 * interrupts the cell. Whatever the probe throws ends the wait.
 */
export async function waitFor<T>(
  what: string,
  probe: (saw: Saw) => T | undefined | Promise<T | undefined>,
  { timeoutMs = 10_000, everyMs = 5 }: WaitOptions = {},
): Promise<T> {
  const started = performance.now()
  let seen = 'nothing yet'
  const interruption = watchForInterrupt()
  try {
    for (;;) {
      const answer = await probe((text) => {
        seen = text
      })
      if (answer !== undefined) return answer
      if (interruption.happened) throw new Error(`Interrupted while waiting for ${what}; last seen: ${seen}.`)
      const waitedMs = performance.now() - started
      if (waitedMs > timeoutMs)
        throw new Error(`Waited ${(waitedMs / 1000).toFixed(1)} s for ${what}; last seen: ${seen}.`)
      await pause(everyMs)
    }
  } finally {
    interruption.end()
  }
}

/**
 * Lets `ms` milliseconds pass: for work that is simulated ("charging the card takes 5 ms") or specified, never to
 * wait for a fact. The one timer of this project.
 */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** The set that the kernel's launcher offers: what it holds is called when the reader presses the stop button. */
function watchForInterrupt(): { happened: boolean; end(): void } {
  const hooks = (globalThis as { [name: symbol]: unknown })[Symbol.for('kafka-groups-lab.onInterrupt')]
  const watch = { happened: false, end: (): void => {} }
  if (!(hooks instanceof Set)) return watch
  const hook = (): void => {
    watch.happened = true
  }
  hooks.add(hook)
  watch.end = () => {
    hooks.delete(hook)
  }
  return watch
}
