import { inspect } from 'node:util'
import { listed } from '../model/listed.js'
import { printed } from '../model/printed.js'
import { shareCalls } from './calls.js'
import type { Ending } from './ending.js'
import { guard } from './guard.js'
import {
  type AcknowledgeType,
  acknowledgeShare,
  type ShareAcknowledgement,
  type ShareRef,
} from './share-acknowledge.js'
import { type AcquireOptions, acquire } from './share-acquire.js'
import { buryAll } from './share-client.js'
import type { ShareAcknowledged } from './share-confirmations.js'
import { crashShare, leaveShare } from './share-ending.js'
import { type ShareMembership, type ShareMessage, type ShareStatus, shareNameOf } from './share-membership.js'
import { inTurn, type Turns } from './turns.js'

/** One member of a share group, as `lab.joinShare` returns it. Its state lives on when src is loaded anew. */
export interface ShareMember {
  /** Its client id: what the broker, Kafka's tools and the pictures call it. */
  readonly name: string
  readonly group: string
  readonly topics: readonly string[]
  readonly status: ShareStatus
  /** Messages that `acquire` returned and that it has not yet accepted, released or rejected. */
  readonly held: readonly ShareMessage[]
  /** What the brokers confirmed to it, oldest first, the last 100,000: each is one delivery of one message. */
  readonly acknowledged: readonly ShareAcknowledged[]
  /**
   * Acquires messages: they are locked for this member until it acknowledges them, leaves, crashes, or the lock expires.
   * Returns what there is at once, up to about 4 MiB of each broker, else the first that come within `timeoutMs`
   * (default 1000, at most 60000), else an empty list.
   *
   *     const messages = await c1.acquire()   // each with its deliveryCount
   *
   * While it holds messages Kafka's client gives it no more (explicit acknowledgement): it returns those again. After an
   * empty list the client goes on asking, so that what comes later is acquired for this member, and is in its next list.
   * Throws a sentence when the member is gone.
   */
  acquire(options?: AcquireOptions): Promise<ShareMessage[]>
  /**
   * Accepts messages, done for good: `await c1.accept(messages)`. Waits for the brokers' answer. Again says `already`.
   * Throws a sentence, with nothing changed, for one that it does not hold: never acquired, lock expired, acknowledged in
   * another way. Source: KIP-932.
   */
  accept(messages: ShareRef | readonly ShareRef[]): Promise<ShareAcknowledgement>
  /** Gives messages back, to be delivered again, to this member or another, with deliveryCount one higher; after the fifth delivery Kafka gives them up. */
  release(messages: ShareRef | readonly ShareRef[]): Promise<ShareAcknowledgement>
  /** Refuses messages for good: no member of the group gets them again. */
  reject(messages: ShareRef | readonly ShareRef[]): Promise<ShareAcknowledgement>
  /** Leaves politely: what it holds is released at once, and an acquire() that waits is refused. Again says `already`. */
  leave(): Promise<Ending>
  /**
   * Crashes: its sockets are gone, no leave is sent. The broker frees what it held when it notices the lost connection,
   * at once on one machine; the coordinator lists it until its session is over (2 s here). Again says `already`.
   */
  crash(): Promise<Ending>
}

/** Wraps a membership in the verbs of a notebook. */
export function shareMemberOf(membership: ShareMembership, turns: Turns): ShareMember {
  const next = <T>(work: () => Promise<T>): Promise<T> =>
    inTurn(turns, `share member ${membership.key}`, work)
  const acknowledge = (
    type: AcknowledgeType,
    messages: ShareRef | readonly ShareRef[],
  ): Promise<ShareAcknowledgement> => next(() => acknowledgeShare(membership, type, listed(messages)))
  const leave = (): Promise<Ending> => {
    membership.leaving = true
    // One that acquires would be waited for: Java wakes it up.
    return membership.acquiring ? leaveShare(membership) : next(() => leaveShare(membership))
  }
  // To have left before is no failure, whatever became of Kafka since.
  const polite = guard(
    membership.connection,
    { leave },
    { leave: { cannot: () => `${shareNameOf(membership)} cannot leave` } },
  )
  const member: ShareMember = {
    name: membership.name,
    group: membership.group,
    topics: membership.topics,
    get status() {
      buryAll(membership.shares)
      return membership.status
    },
    get held() {
      return membership.held.map(({ message }) => message)
    },
    get acknowledged() {
      return membership.acknowledged.list
    },
    acquire: (options) => next(() => acquire(membership, options)),
    accept: (messages) => acknowledge('ACCEPT', messages),
    release: (messages) => acknowledge('RELEASE', messages),
    reject: (messages) => acknowledge('REJECT', messages),
    leave: () => (membership.status === 'member' ? polite.leave() : leaveShare(membership)),
    crash: () => crashShare(membership),
  }
  guard(membership.connection, member, shareCalls(shareNameOf(membership)))
  return printed(member, () => {
    buryAll(membership.shares)
    const { status, end, held } = membership
    return (
      end ??
      `${shareNameOf(membership)}: ${status}, holds ${held.length} ${held.length === 1 ? 'message' : 'messages'}`
    )
  })
}

/** Gives a list of members its print form, one line each, and returns it. */
export function shareLinesOf(members: ShareMember[]): ShareMember[] {
  return printed(members, () => members.map((member) => inspect(member)).join('\n'))
}
