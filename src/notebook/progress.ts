import { count } from '../charts/words.js'
import { aText, mustBe } from '../model/shape.js'
import { shown } from '../model/shown.js'
import { pause, untilStopped } from '../wait.js'
import { inPlace } from './in-place.js'
import { type ProgressState, progressBundle } from './progress-card.js'

/** Counts what is done: so many more, one by default. */
export type Step = (by?: number) => void

/** With the last state at most five in any second. */
const everyMs = 250

/**
 * Does long work under a card that says how far it is: a bar, the count of the total in words, and the seconds so far. The
 * card is updated in place at most five times a second, and says at the end that it is done and how long it took. Returns
 * what `work` returns.
 *
 *     await progress('Producing', 5000, async (step) => { for (const some of batches) step((await lab.produce('orders', some)).length) })
 *
 * Throws what `work` throws, and a sentence when the reader interrupts; the card then says how far it came. `total` is a
 * number above 0 of whatever is counted. In a plain script nothing is shown.
 */
export async function progress<T>(
  what: string,
  total: number,
  work: (step: Step) => T | Promise<T>,
): Promise<T> {
  const next = "Write progress('Producing', 5000, async (step) => …)."
  mustBe(what, aText, 'Cannot show progress', 'what is done, in words', next)
  if (typeof work !== 'function')
    throw new TypeError(
      `Cannot show the progress of '${what}': wanted the work as a function, found ${shown(work)}. ${next}`,
    )
  if (!isAmount(total) || total === 0)
    throw new TypeError(
      `Cannot show the progress of '${what}': wanted a total above 0, found ${shown(total)}. Count what there is to do first.`,
    )
  const output = inPlace()
  const began = performance.now()
  let done = 0
  let state: ProgressState = 'running'
  const tell = (): void =>
    output([progressBundle({ what, total, done, state, tookMs: performance.now() - began })])
  const step: Step = (by = 1) => {
    if (!isAmount(by))
      throw new TypeError(
        `Cannot count a step of '${what}': wanted how many more are done, a number from 0 on, found ${shown(by)}.`,
      )
    done += by
  }
  const keepTelling = async (): Promise<void> => {
    for (; state === 'running'; await pause(everyMs)) tell()
  }
  void keepTelling()
  try {
    const result = await untilStopped(
      () =>
        `Interrupted while '${what}' was at ${count(done)} of ${count(total)}. What was begun may be carried out all the same.`,
      (async () => work(step))(),
    )
    state = 'done'
    return result
  } catch (problem) {
    state = 'stopped'
    throw problem
  } finally {
    tell()
  }
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}
