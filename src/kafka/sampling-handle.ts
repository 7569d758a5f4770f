import { printed } from '../model/printed.js'
import { stopWork, type WorkStatus } from './background.js'
import type { Connection } from './connection.js'
import type { Sampling } from './sampling.js'

/** What every sampling tells and does. */
export interface SamplingVerbs<Sample> {
  readonly status: WorkStatus
  /** What was seen so far, oldest first: the list grows while it goes on. The newest 10 000 are kept. */
  readonly samples: readonly Sample[]
  /** Looks once more, ends it and returns the samples. Again returns the same. Throws a sentence when it has failed before, with the cause. */
  stop(): Promise<readonly Sample[]>
}

/** Wraps a sampling in the verbs of a notebook, and tells what it is `of`; `lookingAt` is a part of its line. */
export function samplingHandle<Sample, Of extends object>(
  { cluster }: Connection,
  state: Sampling<Sample>,
  of: Of,
  lookingAt: string,
): SamplingVerbs<Sample> & Of {
  const { what, samples, everyMs } = state
  const verbs: SamplingVerbs<Sample> = {
    get status() {
      return state.status
    },
    samples,
    async stop() {
      await stopWork(cluster, state)
      return samples
    },
  }
  return printed(Object.assign(verbs, of), () => {
    if (state.end !== null) return state.end
    return state.status === 'running'
      ? `looking at ${lookingAt} every ${everyMs} ms, ${samples.length} samples so far; stop() ends it`
      : `${what} was stopped with ${samples.length} samples`
  })
}
