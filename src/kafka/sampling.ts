import { shown } from '../model/shown.js'
import { pause } from '../wait.js'
import { type BackgroundWork, goesOn } from './background.js'

/** Looks at something in the background: state only. */
export interface Sampling<Sample> extends BackgroundWork {
  /** From the beginning of one look to that of the next, in ms. */
  readonly everyMs: number
  readonly samples: Sample[]
}

/** The most samples that are kept, a quarter of an hour at 100 ms; the oldest go. */
const mostSamples = 10_000

const leastMs = 20

/** Throws a sentence for a time between two looks that no sampling can keep; `cannot` begins it, `like` is what to give. */
export function mustBeEvery(everyMs: unknown, cannot: string, like: number): void {
  if (!(typeof everyMs === 'number' && everyMs >= leastMs && Number.isFinite(everyMs)))
    throw new TypeError(
      `${cannot} every ${shown(everyMs)} ms: wanted a number from ${leastMs} on. Give everyMs like ${like}, or leave it out.`,
    )
}

/**
 * Looks every so often until the sampling is over, and once more when it was stopped: what was so then is seen. A look that
 * took too long is not made up for.
 */
export async function lookAgain(sampling: Sampling<unknown>, look: () => Promise<void>): Promise<void> {
  let next = performance.now()
  for (;;) {
    next = Math.max(next + sampling.everyMs, performance.now() + leastMs)
    while (goesOn(sampling) && performance.now() < next) await pause(leastMs)
    if (goesOn(sampling) || sampling.status === 'stopped') await look()
    if (!goesOn(sampling)) return
  }
}

/** Adds what was seen, unless the lab has ended the sampling. */
export function keep<Sample>(sampling: Sampling<Sample>, sample: Sample): void {
  const { samples, status } = sampling
  if (goesOn(sampling) || status === 'stopped') samples.push(sample)
  if (samples.length > mostSamples) samples.shift()
}

/** From the first sample to the last, in seconds. */
export function seconds(samples: readonly { readonly atMs: number }[]): string {
  return (((samples.at(-1)?.atMs ?? 0) - (samples[0]?.atMs ?? 0)) / 1_000).toFixed(1)
}
