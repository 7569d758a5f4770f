import { printed } from '../model/printed.js'
import type { ReplicaSample } from '../model/replica-sample.js'
import { stopWork, type WorkStatus } from './background.js'
import type { Connection } from './connection.js'
import type { ReplicaSamplingState } from './replica-sampling.js'

/** Leaders and in-sync replicas of one topic, looked at in the background, as `lab.sampleReplicas` returns them. */
export interface ReplicaSampling {
  readonly topic: string
  readonly status: WorkStatus
  /** What was seen so far, oldest first: the list grows while it goes on. The newest 10 000 are kept. */
  readonly samples: readonly ReplicaSample[]
  /**
   * Ends it and returns the samples. Again returns the same.
   *
   *     const samples = await replicas.stop()   // 240 samples of the replicas of 'orders' in 12.0 s
   *
   * Throws a sentence when the cluster has ended before.
   */
  stop(): Promise<readonly ReplicaSample[]>
}

/** Wraps a sampling of replicas in the verbs of a notebook. */
export function replicaSamplingOf({ cluster }: Connection, state: ReplicaSamplingState): ReplicaSampling {
  const { topic, samples, everyMs } = state
  const sampling: ReplicaSampling = {
    topic,
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
    if (state.end !== null) return state.end
    return state.status === 'running'
      ? `looking at the replicas of '${topic}' every ${everyMs} ms, ${samples.length} samples so far; stop() ends it`
      : `the sampling of the replicas of '${topic}' was stopped with ${samples.length} samples`
  })
}
