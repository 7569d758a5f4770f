import type { LagSample } from '../model/lag-sample.js'
import { printed } from '../model/printed.js'
import { stopWork, type WorkStatus } from './background.js'
import type { Connection } from './connection.js'
import type { SamplingState } from './lag-sampling.js'

/** The lag of one group, looked at in the background, as `lab.sampleLag` returns it. */
export interface LagSampling {
  readonly group: string
  readonly status: WorkStatus
  /** What was seen so far, oldest first: the list grows while it goes on. The newest 10 000 are kept. */
  readonly samples: readonly LagSample[]
  /**
   * Ends it and returns the samples. Again returns the same.
   *
   *     const samples = await sampling.stop()   // 120 samples of group 'A' in 12.0 s: lag at most 340, at the end 0
   *
   * Throws a sentence, with the cause, when the sampling has failed before.
   */
  stop(): Promise<readonly LagSample[]>
}

/** Wraps a sampling in the verbs of a notebook. */
export function samplingOf({ cluster }: Connection, state: SamplingState): LagSampling {
  const { group, samples } = state
  const sampling: LagSampling = {
    group,
    get status() {
      return state.status
    },
    samples,
    async stop() {
      await stopWork(cluster, state)
      return samples
    },
  }
  return printed(sampling, () => {
    const { status, end, everyMs } = state
    if (end !== null) return end
    const so = `${samples.length} samples so far`
    return status === 'running'
      ? `looking at the lag of group '${group}' every ${everyMs} ms, ${so}; stop() ends it`
      : `the sampling of group '${group}' was stopped with ${samples.length} samples`
  })
}
