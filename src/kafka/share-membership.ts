import type { ShareProcess } from '../cluster/share-process.js'
import type { Connection } from './connection.js'
import type { Message } from './message.js'
import { buryAll, type Shares } from './share-client.js'
import type { Confirmations } from './share-confirmations.js'

/** Where a member of a share group stands. The last four have an end in words. */
export type ShareStatus = 'joining' | 'member' | 'left' | 'crashed' | 'ended' | 'died'

/** How a share group member acquires: see `JoinShareOptions`. */
export type AcquireMode = 'batch_optimized' | 'record_limit'

/** A message that was acquired for a member. */
export interface ShareMessage extends Message {
  /** How often the group has acquired it, this time included: 1 at first. */
  readonly deliveryCount: number
}

/** What a member of a share group is asked to be; names are without prefix. */
export interface SharePlan {
  readonly name: string
  readonly group: string
  readonly topics: readonly string[]
  readonly maxRecords: number
  readonly acquireMode: AcquireMode
}

/** A member of a share group: state only, so that code that is loaded anew finds it as it was. */
export interface ShareMembership extends SharePlan {
  readonly connection: Connection
  readonly shares: Shares
  readonly host: ShareProcess
  /** Java knows it by this. */
  readonly key: string
  /** Its id on the coordinator's list; null until it has joined. */
  id: string | null
  status: ShareStatus
  /** While Java is asked for messages: it may wait for some for a minute. */
  acquiring: boolean
  /** From when it is asked to leave: what it would have acquired by then nobody waits for. */
  leaving: boolean
  /** Why a member that ended or died can do nothing any more, as a sentence; null while it can. */
  end: string | null
  /** Acquired, handed out, and not yet acknowledged, with the time at which each came. */
  held: Held[]
  /** What the brokers confirmed. */
  readonly acknowledged: Confirmations
  /** How long an acquisition lasts; null before the first. */
  lockMs: number | null
}

/** A message that a member holds. */
export interface Held {
  readonly message: ShareMessage
  readonly atMs: number
}

/** The member in sentences: C1 of share group 'A'. */
export function shareNameOf({ name, group }: Pick<SharePlan, 'name' | 'group'>): string {
  return `${name} of share group '${group}'`
}

/** Whether the lock of a message that a member holds is over, on this side's clock. */
export function isLate({ lockMs }: ShareMembership, { atMs }: Held): boolean {
  return lockMs !== null && performance.now() - atMs >= lockMs
}

/** Throws why the member can do nothing any more. Does nothing while it can. */
export function refuseIfShareGone(membership: ShareMembership, verb: string): void {
  buryAll(membership.shares)
  const { name, status, end } = membership
  if (end !== null) throw new Error(`${shareNameOf(membership)} cannot ${verb}. ${end}`)
  if (status === 'left' || status === 'crashed')
    throw new Error(
      `${shareNameOf(membership)} cannot ${verb}: it has ${status === 'left' ? 'left the group' : 'crashed'}. Run its join cell again for a new ${name}.`,
    )
}
