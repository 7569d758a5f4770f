import { shown } from './model/shown.js'

/** How long and how often `waitFor` asks. Both in milliseconds. */
export interface WaitOptions {
  /** Default 10 000. */
  readonly timeoutMs?: number
  /** Pause between two questions; default 5, so that a fact is seen soon after it is true. */
  readonly everyMs?: number
  /** Whether nobody waits for it in a cell, so that the stop button is not meant; default false. */
  readonly background?: boolean
}

/** What was awaited did not come in time. */
export class WaitedTooLong extends Error {}

/** Lets a probe say what it saw last; a time-out quotes it. */
export type Saw = (seen: string) => void

/** Beyond this Node's timers end at once. */
const longestPauseMs = 2 ** 31 - 1

/** A look that does not come back so long after the time is over never will: kafkajs gives its requests 30 s. */
const longestLookMs = 30_000

/**
 * Asks `probe` again and again until it answers with something other than undefined, and returns that answer.
 * The one way to wait for a fact: nothing in this project waits for time to pass and hopes.
 *
 *     const group = await waitFor("group 'A' to be Empty", async saw => { … })
 *
 * Throws a sentence that says what was awaited and what was seen last when `timeoutMs` is over (a WaitedTooLong), and when
 * the reader interrupts the cell. Whatever the probe throws ends the wait, and so does a probe that does not answer,
 * half a minute after the time is over.
 */
export async function waitFor<T>(
  what: string,
  probe: (saw: Saw) => T | undefined | Promise<T | undefined>,
  { timeoutMs = 10_000, everyMs = 5, background = false }: WaitOptions = {},
): Promise<T> {
  const started = performance.now()
  let seen = 'nothing yet'
  const saw: Saw = (text) => {
    seen = text
  }
  const tooLong = (more = ''): WaitedTooLong => {
    const waited = ((performance.now() - started) / 1000).toFixed(1)
    return new WaitedTooLong(`Waited ${waited} s for ${what}; last seen: ${seen}${more}.`)
  }
  let giveUp = (): void => {}
  const limit = setTimeout(() => giveUp(), Math.min(timeoutMs + longestLookMs, longestPauseMs))
  let interrupted = false
  const unhook = onInterrupt(() => {
    interrupted = !background
  })
  try {
    for (;;) {
      const answer = await new Promise<T | undefined>((resolve, reject) => {
        giveUp = () => reject(tooLong(', and the next look has not come back'))
        Promise.resolve(probe(saw)).then(resolve, reject)
      })
      if (answer !== undefined) return answer
      if (interrupted) throw new Error(`Interrupted while waiting for ${what}; last seen: ${seen}.`)
      if (performance.now() - started > timeoutMs) throw tooLong()
      await pause(everyMs)
    }
  } finally {
    clearTimeout(limit)
    unhook()
  }
}

/**
 * Lets `ms` milliseconds pass: for work that is simulated or specified, never to wait for a fact. The one timer of this
 * project that lets time pass. In a cell the stop button ends whatever waits for it.
 *
 *     await member.handle(() => pause(5))   // "charging the card takes 5 ms", without a processor: a real one asks a bank
 *
 * Rejects with a sentence for anything that is no time, at once.
 */
export function pause(ms: number): Promise<void> {
  if (typeof ms === 'number' && ms >= 0 && ms <= longestPauseMs)
    return new Promise((resolve) => setTimeout(resolve, ms))
  return Promise.reject(
    new TypeError(`Cannot pause for ${shown(ms)} ms: wanted a number from 0 to ${longestPauseMs}.`),
  )
}

/**
 * Returns what `work` comes to. When the reader interrupts the cell it throws a sentence instead, and `work` goes on
 * unobserved: what was asked of Kafka cannot be called back.
 */
export async function unlessInterrupted<T>(what: string, work: Promise<T>): Promise<T> {
  return untilStopped(
    () => `Interrupted during ${what}. What it had asked of Kafka may be carried out all the same.`,
    work,
    // A verb that ends between two messages commits first.
    300,
  )
}

/**
 * As `unlessInterrupted`, with a sentence of the caller's own, which is asked for `graceMs` after the reader interrupts:
 * what waits inside of the work says more, and notices within 5 ms.
 */
export async function untilStopped<T>(sentence: () => string, work: Promise<T>, graceMs = 50): Promise<T> {
  let unhook = (): void => {}
  const interruption = new Promise<never>((_, reject) => {
    unhook = onInterrupt(async () => {
      await pause(graceMs)
      reject(new Error(sentence()))
    })
  })
  try {
    return await Promise.race([work, interruption])
  } finally {
    unhook()
  }
}

/** Whether the stop button was pressed since somebody began to watch it. */
export interface Interruption {
  readonly pressed: boolean
  /** Stops watching. Whoever began calls it. */
  end(): void
}

/** Watches the stop button, for work that can end between two of its steps. */
export function watchButton(): Interruption {
  let pressed = false
  const end = onInterrupt(() => {
    pressed = true
  })
  return {
    get pressed() {
      return pressed
    },
    end,
  }
}

/**
 * Calls `hook` each time the reader presses the stop button, whether a cell runs or not; returns how to end that.
 * Outside of a kernel there is no such button, and nothing is ever called.
 */
export function onInterrupt(hook: () => void | Promise<void>): () => void {
  const hooks = (globalThis as { [name: symbol]: unknown })[Symbol.for('kafka-groups-lab.onInterrupt')]
  if (!(hooks instanceof Set)) return () => {}
  hooks.add(hook)
  return () => void hooks.delete(hook)
}
