import { inspect } from 'node:util'
import { commitPosition, held } from '../model/ledger.js'
import { listed } from '../model/listed.js'
import type { CommitMode, TopicPartition } from '../model/observation.js'
import { printed } from '../model/printed.js'
import { countOf } from '../model/ranges.js'
import { type Acknowledged, acknowledge, commit } from './acknowledge.js'
import type { Handler } from './attempt.js'
import { memberCalls } from './calls.js'
import type { Commit } from './committing.js'
import type { Ending } from './ending.js'
import { guard } from './guard.js'
import { handle, type Send } from './handle.js'
import type { HandleOptions } from './handle-options.js'
import type { Handling } from './handling.js'
import { contents, isFull } from './inbox.js'
import { isAlive, type MemberStatus, type Membership, nameOf, refuseIfGone } from './membership.js'
import type { Message } from './message.js'
import type { MessageRef } from './place.js'
import type { ProcessOptions, Transform } from './process-options.js'
import type { Processed } from './processed.js'
import { type ReceiveOptions, receive } from './receive.js'
import { startWork } from './work.js'
import { type Work, workOf } from './work-handle.js'

/** One member of a group, as `lab.join` returns it. Its state lives on when src is loaded anew. */
export interface Member {
  /** Its client id: what the broker, Kafka's tools and the pictures call it. */
  readonly name: string
  readonly group: string
  readonly topics: readonly string[]
  readonly commitMode: CommitMode
  readonly status: MemberStatus
  /** The partitions it owns now. */
  readonly assigned: readonly TopicPartition[]
  /** How many commits the coordinator has confirmed to it: each is one request, for one partition or several. */
  readonly commits: number
  /** Whether its inbox is full (50 000 messages, or 64 MiB of values), so that it has paused fetching. */
  readonly full: boolean
  /** What the latest `receive()` brought that the ones before had not. */
  readonly news: readonly Message[]
  /**
   * Pulls to the log end as it is now and returns the whole inbox: every message since the group's last rebalance,
   * acknowledged or not, by partition and offset. At once and empty without partitions; during a rebalance it waits.
   *
   *     const seen = await a.receive()
   *
   * A full inbox is returned at once; acknowledged messages make room at the next call. Throws a sentence when the
   * member is gone, with the cause when its consumer died, and after `timeoutMs` (default 10 000, and what a rebalance
   * may take on top).
   */
  receive(options?: ReceiveOptions): Promise<Message[]>
  /**
   * Pulls to the log end and calls `handler` for each message that was not handled since the group's last rebalance,
   * one after the other, by partition and offset; each is acknowledged when its handler is done. It goes on where the
   * last `handle` ended. A handler fails by throwing; `onError` says what then: 'stop' is the default, as it loses nothing.
   *
   *     await worker.handle(chargeCard, { onError: deadLetter('order-processing.DLQ') })
   *
   * A rebalance on the way refuses the acknowledgement of what the member no longer owns, and `handle` goes on with
   * what it owns then. The stop button ends it between two messages. Throws a sentence when the member is gone, and
   * while another `handle` of it is under way.
   */
  handle(handler: Handler, options?: HandleOptions): Promise<Handling>
  /**
   * Does in the background what `handle` does, with what is there and what comes, until `stop()` or until the member is
   * gone; what fails with onError 'stop' keeps its partition still until a rebalance. A new one takes the place of the old.
   *
   *     const work = await c1.work(async message => { … })
   */
  work(handler: Handler, options?: HandleOptions): Promise<Work>
  /**
   * Consumes, transforms and produces: pulls to the log end and takes two steps with each message, one message after the
   * other: it handles it (what `handler` returns is sent to topic `to`: one message, several, or null for none), and
   * commits the position after it. `guarantee` is their order: 'at-most-once' commits first, 'at-least-once' handles
   * first, 'exactly-once' does both in one transaction.
   *
   *     await worker.process('receipts', order => ({ key: order.key, value: { total: 12 } }), { guarantee: 'exactly-once' })
   *
   * `crash: { message: 2, point: 'between the two' }` crashes the member there, at the third message of this call, and
   * the result says so. A handler that fails stops the call with a sentence.
   */
  process(to: string, handler: Transform, options: ProcessOptions): Promise<Processed>
  /**
   * Acknowledges messages that this member received. In mode 'ledger' it commits the end of the contiguous
   * acknowledged prefix and holds what lies above a gap; in mode 'naive' the position after the last message given,
   * even if lower than before. When it is committed is the choice of `commitWhen` (see join). Acknowledging again is
   * reported, not refused.
   *
   *     await a.ack(seen.filter(m => m.value.id < 5))
   *
   * Throws a sentence for messages that this member did not receive, with nothing acknowledged.
   */
  ack(messages: MessageRef | readonly MessageRef[]): Promise<Acknowledged>
  /**
   * Commits one position as it is, past the ledger: `offset` is the next offset to read. Kafka takes any that is not
   * negative, lower than before or beyond the log end too.
   *
   *     await a.commit({ partition: 0, offset: 8 })
   */
  commit(position: MessageRef): Promise<Commit>
  /** Leaves politely: what waits for a commit is committed, the coordinator is told and hands its partitions to the others at once. Again says `already`. */
  leave(): Promise<Ending>
  /** Crashes: no leave is sent and its sockets are gone. The coordinator finds out by the session time-out. Again says `already`. */
  crash(): Promise<Ending>
}

/** What the lab does beside the member itself, when one goes or sends. */
export interface BesideMember {
  leave(membership: Membership): Promise<Ending>
  crash(membership: Membership): Promise<Ending>
  process(membership: Membership, to: string, handler: Transform, options: ProcessOptions): Promise<Processed>
  readonly send: Send
}

/** Wraps a membership in the verbs of a notebook. */
export function memberOf(membership: Membership, { leave, crash, process, send }: BesideMember): Member {
  let news: readonly Message[] = []
  const member: Member = {
    name: membership.name,
    group: membership.group,
    topics: membership.topics,
    commitMode: membership.commit,
    get status() {
      return membership.status
    },
    get assigned() {
      return [...membership.inbox.values()].map(({ topic, partition }) => ({ topic, partition }))
    },
    get commits() {
      return membership.commits
    },
    get full() {
      return isFull(membership.inbox)
    },
    get news() {
      return news
    },
    async receive(options) {
      news = await receive(membership, options)
      return listOf(contents(membership.inbox), membership)
    },
    handle: (handler, options = {}) => handle(membership, handler, options, send),
    work: async (handler, options = {}) =>
      workOf(membership, await startWork(membership, handler, options, send)),
    process: (to, handler, options) => process(membership, to, handler, options),
    ack: (messages) => acknowledge(membership, listed(messages)),
    commit: (position) => commit(membership, position),
    leave: () => leave(membership),
    crash: () => crash(membership),
  }
  guard(membership.connection, member, memberCalls(nameOf(membership)), (verb) => {
    refuseIfGone(membership, verb === 'ack' ? 'acknowledge' : verb)
    // Asked by a handler, it would wait for itself while nothing goes out.
    membership.wires.release()
  })
  const whileThere = guard(
    membership.connection,
    { leave: member.leave },
    { leave: { cannot: () => `${nameOf(membership)} cannot leave` } },
  )
  // To have left before is no failure, whatever became of Kafka since.
  member.leave = () => (isAlive(membership) ? whileThere.leave() : leave(membership))
  return printed(member, () => lineOf(membership))
}

/** Gives a list of members its print form, one line each, and returns it. */
export function linesOf(members: Member[]): Member[] {
  return printed(members, () => members.map((member) => inspect(member)).join('\n'))
}

function listOf(messages: Message[], membership: Membership): Message[] {
  return printed(messages, () => {
    const count = `${messages.length} ${messages.length === 1 ? 'message' : 'messages'}`
    const places = [...membership.inbox.values()]
      .filter((each) => each.messages.length > 0)
      .map((each) => `${each.topic} P${each.partition}: ${each.messages.length}`)
    const full = isFull(membership.inbox) ? ' — the inbox is full: acknowledge, then receive again' : ''
    return `${count}${places.length > 0 ? ` (${places.join(', ')})` : ''}${full}`
  })
}

function lineOf({ name, group, status, inbox, end }: Membership): string {
  if (end !== null) return end
  const owned = [...inbox.values()].map(
    ({ topic, partition, ledger }) =>
      `${topic} P${partition} (read to ${ledger.position}, prefix ${commitPosition(ledger)}, held ${countOf(held(ledger))})`,
  )
  return `${name} of group '${group}': ${status}${owned.length > 0 ? `, owns ${owned.join(', ')}` : ', owns no partition'}`
}
