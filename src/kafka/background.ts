import type { Cluster } from '../cluster/cluster.js'
import { refuseIfDead } from '../cluster/refuse-if-dead.js'
import { unlessInterrupted, waitFor } from '../wait.js'
import type { SamplingState } from './lag-sampling.js'
import type { TrafficState } from './traffic.js'

/** Whether it goes on, was paused by the stop button, was stopped by its own `stop()`, was ended by the lab, or has failed. */
export type WorkStatus = 'running' | 'paused' | 'stopped' | 'ended' | 'failed'

/** Work that goes on beside the cells. State only, so that code that is loaded anew can end it. */
export interface BackgroundWork {
  status: WorkStatus
  /** Why it ended without its own `stop()`, as a sentence; null otherwise. */
  end: string | null
  /** What it failed with. */
  cause: unknown
  /** Resolves when nothing of it goes on any more; never rejects. */
  over: Promise<void>
}

/** What goes on beside the cells, or did: one traffic a topic, one sampling a group; names are without prefix. */
export interface Background {
  readonly traffics: Map<string, TrafficState>
  readonly samplings: Map<string, SamplingState>
}

/** Whether some work is not over for good. */
export function goesOn({ status }: BackgroundWork): boolean {
  return status === 'running' || status === 'paused'
}

/** Ends work because the lab needs its place, and returns when nothing of it goes on; `reason` is what its handle says then. */
export async function endWork(work: BackgroundWork, reason: string): Promise<void> {
  if (goesOn(work)) {
    work.status = 'ended'
    work.end = reason
  }
  await work.over
}

/**
 * Ends everything that goes on beside the cells, and returns when it does, or after `graceMs`; its handles say `when`:
 * "when the lab was closed".
 */
export async function endAll(
  { traffics, samplings }: Background,
  when: string,
  graceMs: number,
): Promise<void> {
  const ending = (what: string, work: BackgroundWork): Promise<void> =>
    endWork(work, `${what} was ended ${when}: run its cell again.`)
  let quiet = false
  void Promise.all([
    ...[...traffics].map(([topic, work]) => ending(`The traffic on '${topic}'`, work)),
    ...[...samplings].map(([group, work]) => ending(`The sampling of group '${group}'`, work)),
  ]).then(() => {
    quiet = true
  })
  await waitFor('traffic and samplings to end', () => quiet || undefined, {
    timeoutMs: graceMs,
    background: true,
  }).catch(() => {})
}

/**
 * Stops work by its handle, and returns when nothing of it goes on. Does nothing when it is over already.
 * Throws why it has failed, with the cause; the cluster's own end goes before.
 */
export async function stopWork(cluster: Cluster, work: BackgroundWork): Promise<void> {
  if (goesOn(work)) work.status = 'stopped'
  await unlessInterrupted('stop()', work.over)
  if (work.status !== 'failed') return
  refuseIfDead(cluster, work.cause)
  throw new Error(work.end ?? '', { cause: work.cause })
}

/** Marks work as failed, unless it was ended before: what fails then is of no interest. */
export function failWork(work: BackgroundWork, reason: string, cause: unknown): void {
  if (!goesOn(work)) return
  work.status = 'failed'
  work.end = reason
  work.cause = cause
}
