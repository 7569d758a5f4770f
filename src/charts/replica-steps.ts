import type { ReplicaLook } from '../model/replica-spans.js'
import type { Chart } from './chart.js'
import { type ReplicasOptions, replicas } from './replicas.js'
import { replicasTold } from './replicas-told.js'
import { type Steps, shownUntil, stepsOf } from './steps.js'

/**
 * A failover step by step: brokers that were killed, stopped, frozen, thawed or started, leaders that moved, replicas that fell
 * out of the in-sync replicas and came back, each with the picture of `replicas` as it was then. What one look found is one
 * step, and at most 30 are kept.
 *
 *     await play(charts.replicaSteps(sampling.samples, { events: lab.timeline(), controller: 4 }))
 */
export function replicaSteps(samples: readonly ReplicaLook[], options: ReplicasOptions = {}): Steps {
  const whole = replicas(samples, options)
  const [firstMs, lastMs] = [samples[0]?.atMs ?? 0, samples.at(-1)?.atMs ?? 0]
  return stepsOf(whole, replicasTold(samples, options.events ?? []), (one, next): Chart => {
    const nowMs = shownUntil(one.atMs, next?.atMs, lastMs - firstMs)
    return replicas(samples, { ...options, nowMs: next === undefined ? lastMs : nowMs })
  })
}
