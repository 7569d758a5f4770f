import type { EventDetail } from '../model/timeline.js'
import { createClient, patience, wires } from './client.js'
import type { Connection } from './connection.js'
import { isAlive, type MemberPlan, type Membership } from './membership.js'
import { passOver, settle, take } from './reading.js'
import { reasonOfDeath } from './reason-of-death.js'

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
    if (payload.batchSize === 0) void passOver(membership, payload)
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
