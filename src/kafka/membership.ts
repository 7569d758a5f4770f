import type { Consumer, EachBatchPayload } from 'kafkajs'
import type { CommitMode, TopicPartition } from '../model/observation.js'
import type { EventDetail } from '../model/timeline.js'
import { createClient, patience, type Wires, wires } from './client.js'
import type { Connection } from './connection.js'
import { committedOffsets } from './groups.js'
import { emptyPartition, file, type Inbox, inboxLimit, partitionName, sizeOf } from './inbox.js'
import { type Message, messageFrom } from './message.js'
import { stamp } from './receipt.js'
import { reasonOfDeath } from './reason-of-death.js'
import { logBounds } from './topics.js'

/** Where a member stands. `rebalancing`: it has no partitions for the moment. The last three have an end in words. */
export type MemberStatus = 'joining' | 'member' | 'rebalancing' | 'left' | 'crashed' | 'ended' | 'died'

/** What a member is asked to be; names are without prefix. */
export interface MemberPlan {
  readonly name: string
  readonly group: string
  readonly topics: readonly string[]
  readonly from: 'beginning' | 'end'
  readonly commit: CommitMode
  readonly sessionTimeoutMs: number
}

/** A live membership: state only, so that code that is loaded anew finds it as it was. */
export interface Membership extends MemberPlan {
  readonly connection: Connection
  readonly consumer: Consumer
  readonly wires: Wires
  readonly record: (detail: EventDetail) => void
  status: MemberStatus
  /** Why a member that ended or died can do nothing any more, as a sentence; null while it can. */
  end: string | null
  cause: unknown
  /** The coordinator's id of this member: its client id and a random part. */
  id: string | null
  /** Of the classic protocol; known from the first heartbeat after a join. */
  generation: number | null
  /** How many times the group has given it partitions. */
  joins: number
  /** Commits that the coordinator has confirmed. */
  commits: number
  inbox: Inbox
  /** Resolves when the member knows where it reads on after the last rebalance. */
  settling: Promise<void>
}

/** Where a rebalance is noticed, an inbox paused or a long poll answered, at the latest: see facts on `maxWaitTimeInMs`. */
const pollMs = 50

/**
 * Starts a consumer that joins its group; `status` says how it goes on. Whoever starts it ends it with `disconnect` or
 * by cutting its wires.
 */
export async function startMembership(
  connection: Connection,
  plan: MemberPlan,
  record: (detail: EventDetail) => void,
): Promise<Membership> {
  const { cluster } = connection
  const line = wires()
  const kafka = createClient({ brokers: cluster.brokers, clientId: plan.name, socketFactory: line.factory })
  const consumer = kafka.consumer({
    groupId: cluster.prefix + plan.group,
    sessionTimeout: plan.sessionTimeoutMs,
    rebalanceTimeout: Math.max(3_000, plan.sessionTimeoutMs),
    heartbeatInterval: pollMs,
    maxWaitTimeInMs: pollMs,
    allowAutoTopicCreation: false,
    retry: patience(20),
  })
  const membership: Membership = {
    ...plan,
    connection,
    consumer,
    wires: line,
    record,
    status: 'joining',
    end: null,
    cause: null,
    id: null,
    generation: null,
    joins: 0,
    commits: 0,
    inbox: new Map(),
    settling: Promise.resolve(),
  }
  listen(membership)
  await consumer.connect()
  await consumer.subscribe({
    topics: plan.topics.map((topic) => cluster.prefix + topic),
    fromBeginning: plan.from === 'beginning',
  })
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    eachBatch: (payload) => take(membership, payload),
  })
  return membership
}

/** Whether the member can still do something, or will be able to when a rebalance is over. */
export function isAlive({ status }: Membership): boolean {
  return status === 'joining' || status === 'member' || status === 'rebalancing'
}

function listen(membership: Membership): void {
  const { consumer, record } = membership
  const { events } = consumer
  consumer.on(events.GROUP_JOIN, ({ payload }) => {
    if (!isAlive(membership)) return
    membership.joins++
    membership.id = payload.memberId
    membership.generation = null
    membership.settling = settle(membership, payload.memberAssignment).catch((problem: Error) =>
      die(membership, problem),
    )
  })
  consumer.on(events.HEARTBEAT, ({ payload }) => {
    if (membership.generation === payload.groupGenerationId || !isAlive(membership)) return
    membership.generation = payload.groupGenerationId
    record({ type: 'generation', generation: payload.groupGenerationId })
  })
  consumer.on(events.REBALANCING, () => {
    if (!isAlive(membership)) return
    membership.status = 'rebalancing'
    record({ type: 'rebalancing' })
  })
  consumer.on(events.COMMIT_OFFSETS, () => {
    membership.commits++
  })
  consumer.on(events.END_BATCH_PROCESS, ({ payload }) => {
    if (payload.batchSize > 0) return
    const at = membership.inbox.get(
      partitionName({ topic: shown(membership, payload.topic), partition: payload.partition }),
    )
    if (at !== undefined) file(at, [], Number(payload.lastOffset) + 1)
  })
  consumer.on(events.CRASH, ({ payload }) => {
    if (!isAlive(membership)) return
    if (payload.restart) membership.status = 'rebalancing'
    else die(membership, payload.error)
  })
}

function die(membership: Membership, problem: Error): void {
  membership.status = 'died'
  membership.end = reasonOfDeath(membership, problem)
  membership.cause = problem
  membership.record({ type: 'died', reason: problem.message })
}

/** Finds out where reading goes on in each partition: a rebalance drops everything that was not committed. */
async function settle(membership: Membership, assignment: Record<string, number[]>): Promise<void> {
  const { connection, consumer, group, from, joins, record } = membership
  const committed = await committedOffsets(connection.admin, connection.cluster.prefix + group)
  const inbox: Inbox = new Map()
  for (const [topic, partitions] of Object.entries(assignment)) {
    const bounds = await logBounds(connection.admin, topic)
    for (const partition of partitions) {
      const { start = 0, end = 0 } = bounds[partition] ?? {}
      const at = { topic: shown(membership, topic), partition }
      const stored = committed.get(topic)?.get(partition) ?? null
      const usable = stored !== null && stored >= start && stored <= end
      const position = usable ? stored : from === 'beginning' ? start : end
      // Reading "from the end" must mean the end as it is now, not as it is at kafkajs' first fetch.
      if (!usable && from === 'end') consumer.seek({ topic, partition, offset: String(position) })
      inbox.set(partitionName(at), emptyPartition(at, position, stored))
    }
  }
  if (membership.joins !== joins || !isAlive(membership)) return
  membership.inbox = inbox
  membership.status = 'member'
  record({ type: 'joined', assigned: partitionsOf(inbox) })
}

/** Files a batch, as much of it as the inbox has room for; a full inbox pauses its partition. */
async function take(membership: Membership, { batch, resolveOffset, pause }: EachBatchPayload): Promise<void> {
  await membership.settling
  const topic = shown(membership, batch.topic)
  const into = membership.inbox.get(partitionName({ topic, partition: batch.partition }))
  if (into === undefined) return
  const room = Math.max(0, inboxLimit - sizeOf(membership.inbox))
  const fitting = batch.messages.slice(0, room)
  const whole = fitting.length === batch.messages.length
  const last = whole ? batch.lastOffset() : fitting.at(-1)?.offset
  if (!whole) pause()
  if (last === undefined) return
  const messages: Message[] = fitting.map((message) =>
    stamp(messageFrom(topic, batch.partition, message), membership),
  )
  file(into, messages, Number(last) + 1)
  resolveOffset(last)
  membership.record({
    type: 'received',
    topic,
    partition: batch.partition,
    from: messages[0]?.offset ?? Number(last) + 1,
    to: Number(last) + 1,
    count: messages.length,
  })
}

function partitionsOf(inbox: Inbox): TopicPartition[] {
  return [...inbox.values()].map(({ topic, partition }) => ({ topic, partition }))
}

function shown({ connection }: Membership, topic: string): string {
  return topic.slice(connection.cluster.prefix.length)
}

/** The member in sentences: C1 of group 'A'. */
export function nameOf({ name, group }: Pick<Membership, 'name' | 'group'>): string {
  return `${name} of group '${group}'`
}

/** Throws why the member can do nothing any more, with the cause where its consumer died. Does nothing while it can. */
export function refuseIfGone(membership: Membership, verb: string): void {
  const { name, status, end, cause } = membership
  const cannot = `${nameOf(membership)} cannot ${verb}`
  if (end !== null) throw new Error(status === 'died' ? `${cannot}. ${end}` : end, { cause: cause ?? undefined })
  if (status === 'left' || status === 'crashed')
    throw new Error(
      `${cannot}: it has ${status === 'left' ? 'left the group' : 'crashed'}. Run its join cell again for a new ${name}.`,
    )
}
