import type { ReplicaSample } from '../model/replica-sample.js'
import type { Connection } from './connection.js'
import type { ReplicaSamplingState } from './replica-sampling.js'
import { type SamplingVerbs, samplingHandle } from './sampling-handle.js'

/** Leaders and in-sync replicas of one topic, looked at in the background, as `lab.sampleReplicas` returns them. */
export interface ReplicaSampling extends SamplingVerbs<ReplicaSample> {
  readonly topic: string
  /**
   * Looks once more, ends it and returns the samples. Again returns the same.
   *
   *     const samples = await replicas.stop()   // 240 samples of the replicas of 'orders' in 12.0 s
   *
   * Throws a sentence when the cluster has ended before.
   */
  stop(): Promise<readonly ReplicaSample[]>
}

/** Wraps a sampling of replicas in the verbs of a notebook. */
export function replicaSamplingOf(connection: Connection, state: ReplicaSamplingState): ReplicaSampling {
  const { topic } = state
  return samplingHandle(connection, state, { topic }, `the replicas of '${topic}'`)
}
