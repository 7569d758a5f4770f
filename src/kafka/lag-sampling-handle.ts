import type { LagSample } from '../model/lag-sample.js'
import type { Connection } from './connection.js'
import type { SamplingState } from './lag-sampling.js'
import { type SamplingVerbs, samplingHandle } from './sampling-handle.js'

/** The lag of one group, looked at in the background, as `lab.sampleLag` returns it. */
export interface LagSampling extends SamplingVerbs<LagSample> {
  readonly group: string
  /**
   * Looks once more, ends it and returns the samples. Again returns the same.
   *
   *     const samples = await sampling.stop()   // 120 samples of group 'A' in 12.0 s: lag at most 340, at the end 0
   *
   * Throws a sentence, with the cause, when the sampling has failed before.
   */
  stop(): Promise<readonly LagSample[]>
}

/** Wraps a sampling in the verbs of a notebook. */
export function samplingOf(connection: Connection, state: SamplingState): LagSampling {
  const { group } = state
  return samplingHandle(connection, state, { group }, `the lag of group '${group}'`)
}
