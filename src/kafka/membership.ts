import type { Consumer } from 'kafkajs'
import type { AssignorName } from '../model/assignor.js'
import type { CommitWhen } from '../model/commit-when.js'
import type { CommitMode, TopicPartition } from '../model/observation.js'
import type { EventDetail } from '../model/timeline.js'
import type { Connection } from './connection.js'
import type { Inbox } from './inbox.js'
import type { IsolationLevel } from './isolation.js'
import type { Turns } from './turns.js'
import type { Wires } from './wires.js'
import type { WorkState } from './work.js'

/** Where a member stands. `rebalancing`: it has no partitions for the moment. The last three have an end in words. */
export type MemberStatus = 'joining' | 'member' | 'rebalancing' | 'left' | 'crashed' | 'ended' | 'died'

/** What a member is asked to be; names are without prefix. */
export interface MemberPlan {
  readonly name: string
  readonly group: string
  readonly topics: readonly string[]
  readonly from: 'beginning' | 'end'
  readonly commit: CommitMode
  readonly commitWhen: CommitWhen
  readonly assignor: AssignorName
  readonly isolationLevel: IsolationLevel
  readonly sessionTimeoutMs: number
}

/** A live membership: state only, so that code that is loaded anew finds it as it was. */
export interface Membership extends MemberPlan {
  readonly connection: Connection
  /** Its client, and the sockets of that: others take their place when it gives up over a lost broker. */
  consumer: Consumer
  wires: Wires
  readonly record: (detail: EventDetail) => void
  /** Of the lab: the ids of members that are gone, and what is done in turn. */
  readonly gone: Set<string>
  readonly turns: Turns
  /** Whether kafkajs' first attempt to join is over: until then it cannot be told to stop. */
  started: boolean
  status: MemberStatus
  /** Whether the group has given it partitions before, none perhaps. */
  hasJoined: boolean
  /** Why a member that ended or died can do nothing any more, as a sentence; null while it can. */
  end: string | null
  cause: unknown
  /** The coordinator's id of this member: its client id and a random part. */
  id: string | null
  /** Of the classic protocol; known from the first heartbeat after a join. */
  generation: number | null
  /** What the group gave it last, by real names: a sticky assignor asks for it. */
  assignment: readonly TopicPartition[]
  /** Counts what makes an inbox outdated: each assignment by the group, and each new start of its client. */
  joins: number
  /** Commits that the coordinator has confirmed. */
  commits: number
  /** What is under way and calls a handler; null: nothing. */
  handling: 'handle' | 'work' | 'process' | null
  /** The topic that its `process` sends to; null: none is under way. */
  sendsTo: string | null
  /** The work in the background that was begun last. */
  work: WorkState | null
  /** When it confirmed the last one, on the clock of `performance.now()`; null before the first. */
  committedAtMs: number | null
  /** Whether a timer runs that will commit what waits for it. */
  ticking: boolean
  inbox: Inbox
  /** Resolves when the member knows where it reads on after the last rebalance. */
  settling: Promise<void>
}

/** Whether the member can still do something, or will be able to when a rebalance is over. */
export function isAlive({ status }: Membership): boolean {
  return status === 'joining' || status === 'member' || status === 'rebalancing'
}

/** The member in sentences: C1 of group 'A'. */
export function nameOf({ name, group }: Pick<Membership, 'name' | 'group'>): string {
  return `${name} of group '${group}'`
}

/** Throws why the member can do nothing any more, with the cause where its consumer died. Does nothing while it can. */
export function refuseIfGone(membership: Membership, verb: string): void {
  const { name, status, end, cause } = membership
  const cannot = `${nameOf(membership)} cannot ${verb}`
  if (end !== null)
    throw new Error(status === 'died' ? `${cannot}. ${end}` : end, { cause: cause ?? undefined })
  if (status === 'left' || status === 'crashed')
    throw new Error(
      `${cannot}: it has ${status === 'left' ? 'left the group' : 'crashed'}. Run its join cell again for a new ${name}.`,
    )
}

/** Fetches again what was paused. A client that is just starting anew has paused nothing, and kafkajs would throw. */
export function resumeAll(consumer: Consumer): void {
  const paused = consumer.paused()
  if (paused.length > 0) consumer.resume(paused)
}
