import type { Cluster } from '../cluster/cluster.js'
import { refuseIfDead } from '../cluster/refuse-if-dead.js'
import { unlessInterrupted, waitFor } from '../wait.js'
import type { ApartWork } from './apart.js'
import type { SamplingState } from './lag-sampling.js'
import type { LeftOpen } from './left-open.js'
import type { ReplicaSamplingState } from './replica-sampling.js'
import type { TrafficState } from './traffic.js'
import { endTransaction, type TransactionState } from './transaction-state.js'

/** Whether it goes on, was paused by the stop button, was stopped by its own `stop()`, was ended by the lab, or has failed. */
export type WorkStatus = 'running' | 'paused' | 'stopped' | 'ended' | 'failed'

/** Work that goes on beside the cells. State only, so that code that is loaded anew can end it. */
export interface BackgroundWork {
  /** What it is, in the middle of a sentence: "the traffic on 'orders'". */
  readonly what: string
  status: WorkStatus
  /** Why it ended without its own `stop()`, as a sentence; null otherwise. */
  end: string | null
  /** What it failed with. */
  cause: unknown
  /** Resolves when nothing of it goes on any more; never rejects. */
  over: Promise<void>
}

/** What goes on beside the cells, or did: one traffic and one sampling of replicas a topic, one sampling a group, and what is open; names are without prefix. */
export interface Background {
  readonly traffics: Map<string, TrafficState>
  readonly samplings: Map<string, SamplingState>
  readonly replicaSamplings: Map<string, ReplicaSamplingState>
  /** Transactions that are open, and those that a newer one of the same id has aborted and whose producer does not know. */
  readonly transactions: Set<TransactionState>
  /** Those that only their time-out would end. */
  readonly leftOpen: LeftOpen
  /** What goes on with members that are out of a lesson's sight. */
  readonly apart: Set<ApartWork>
}

/** How often in a row a look at the cluster may fail: a topic goes, a coordinator moves; so many are no accident. */
export const mostFailures = 10

/** Whether some work is not over for good. */
export function goesOn({ status }: BackgroundWork): boolean {
  return status === 'running' || status === 'paused'
}

/** Work that begins now. */
export function begun(what: string): BackgroundWork {
  return { what, status: 'running', end: null, cause: null, over: Promise.resolve() }
}

/** What the handle of ended work says: `when` the lab did that. */
export function endedWhen(when: string): string {
  return `was ended ${when}: run its cell again.`
}

/** As `endedWhen`, for the many of which work apart consists. */
export function apartEnded(when: string): string {
  return `were ended ${when}: run their cell again.`
}

/** Ends the work, if any, whose place another takes that begins now. Throws as `endWork` does. */
export async function replaceFormer(former: BackgroundWork | null | undefined): Promise<void> {
  if (former != null) await endWork(former, 'was replaced by one that began later: stop that one.')
}

/**
 * Ends work because the lab needs its place, and returns when nothing of it goes on; its handle says then `how` it ended.
 * Throws a sentence when that takes longer than `graceMs`.
 */
export async function endWork(work: BackgroundWork, how: string, graceMs = 10_000): Promise<void> {
  if (!(await endSoon(work, wordsFor(work, how), graceMs)))
    throw new Error(
      `Cannot take the place of ${work.what}: it was ended, and ${graceMs / 1_000} s later something of it still goes on, ` +
        'because a handler or Kafka has not come back. Let that come back first, then run the cell again.',
    )
}

function wordsFor({ what }: BackgroundWork, how: string): string {
  return `${what.charAt(0).toUpperCase()}${what.slice(1)} ${how}`
}

/** Ends work, whose handle says `reason` then, and says after `graceMs` at the latest whether nothing of it goes on. */
export async function endSoon(work: BackgroundWork, reason: string, graceMs: number): Promise<boolean> {
  if (goesOn(work)) {
    work.status = 'ended'
    work.end = reason
  }
  return overWithin(work.over, graceMs)
}

async function overWithin(end: Promise<void>, graceMs: number): Promise<boolean> {
  let over = false
  void end.then(() => {
    over = true
  })
  const waiting = waitFor('work to end', () => over || undefined, { timeoutMs: graceMs, background: true })
  return waiting.catch(() => false)
}

/**
 * Ends everything that goes on beside the cells, and returns when it does, or after `graceMs`; its handles say `when`:
 * "when the lab was closed".
 */
export async function endAll(
  { traffics, samplings, replicaSamplings, transactions, apart }: Background,
  when: string,
  graceMs: number,
): Promise<void> {
  const works = [...traffics.values(), ...samplings.values(), ...replicaSamplings.values()]
  await Promise.all([
    ...works.map((each) => endSoon(each, wordsFor(each, endedWhen(when)), graceMs)),
    ...[...apart].map((each) => endSoon(each, wordsFor(each, apartEnded(when)), graceMs)),
    ...[...transactions].map((each) =>
      overWithin(endTransaction(each, transactionEnded(each.id, when)), graceMs),
    ),
  ])
}

/** What an ended transaction says: `when` it was ended. */
export function transactionEnded(id: string, when: string): string {
  return `Transaction '${id}' was aborted ${when}: run the cell that begins it again.`
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

/**
 * Marks work as failed, unless the lab has ended it: what fails then is of no interest. What fails on the way to the end
 * that `stop()` asked for is: whoever waits for that believes that all was done.
 */
export function failWork(work: BackgroundWork, reason: string, cause: unknown): void {
  if (work.status === 'ended' || work.status === 'failed') return
  work.status = 'failed'
  work.end = reason
  work.cause = cause
}
