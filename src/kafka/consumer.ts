import { pause, waitFor } from '../wait.js'
import { isLossOfBroker } from './loss.js'
import { clientOf, rebalanceTimeoutMs } from './member-client.js'
import { isAlive, type MemberPlan, type Membership } from './membership.js'
import { passOver, settle, take } from './reading.js'
import { reasonOfDeath } from './reason-of-death.js'
import type { Roster } from './roster.js'
import { hasOthers } from './silence.js'

/** Between two attempts of a member whose brokers are gone: a broker comes back in a second or two. */
const betweenAttemptsMs = 100

/** Makes a member that has not begun to join. Whoever makes it starts it, and ends it with `stopConsumer`. */
export function makeMembership({ connection, record, gone, turns }: Roster, plan: MemberPlan): Membership {
  const { name, group } = plan
  const membership: Membership = {
    ...plan,
    ...clientOf(connection, plan, () => membership),
    connection,
    record: (detail) => record(group, name, detail),
    gone,
    turns,
    started: false,
    status: 'joining',
    end: null,
    cause: null,
    id: null,
    generation: null,
    assignment: [],
    hasJoined: false,
    joins: 0,
    commits: 0,
    handling: null,
    sendsTo: null,
    work: null,
    committedAtMs: null,
    ticking: false,
    inbox: new Map(),
    settling: Promise.resolve(),
  }
  listen(membership)
  return membership
}

/** Lets a member join; it resolves when the first attempt is over, and `status` says how that ended. */
export async function startMembership(membership: Membership): Promise<void> {
  const { consumer, connection, topics, from } = membership
  try {
    await consumer.connect()
    await consumer.subscribe({
      topics: topics.map((topic) => connection.cluster.prefix + topic),
      fromBeginning: from === 'beginning',
    })
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: (payload) => take(membership, payload),
    })
  } catch (problem) {
    if (isAlive(membership)) giveUp(membership, problem as Error)
  }
  membership.started = true
}

/**
 * Makes a new client for a member whose client gave up over a lost broker: kafkajs does so for good when a coordinator
 * goes in good order. The member is the same: its name, and what it read up to the last commit.
 */
async function startAnew(membership: Membership): Promise<void> {
  const { connection, consumer, wires } = membership
  wires.cut()
  void consumer.disconnect().catch(() => {})
  await pause(betweenAttemptsMs)
  if (!isAlive(membership)) return
  Object.assign(
    membership,
    clientOf(connection, membership, () => membership),
    { started: false },
  )
  listen(membership)
  void renewIfStuck(membership)
  await startMembership(membership)
}

/**
 * Stops the consumer of a member that is no longer alive, for good: it leaves its group where it can. kafkajs cannot
 * be told to stop while it joins for the first time; that is waited for, at most `graceMs`, and then the wires are cut.
 */
export async function stopConsumer(membership: Membership, graceMs: number): Promise<void> {
  const { consumer, wires } = membership
  wires.release()
  await waitFor('its first join to be over', () => (membership.started ? true : undefined), {
    timeoutMs: graceMs,
    background: true,
  }).catch(() => wires.cut())
  await consumer.disconnect().catch(() => {})
  wires.cut()
}

function listen(membership: Membership): void {
  const { consumer, record, gone } = membership
  const { events } = consumer
  const isItsOwn = (): boolean => membership.consumer === consumer
  consumer.on(events.GROUP_JOIN, ({ payload }) => {
    if (!isItsOwn()) return
    // An id that the coordinator replaced may stay on its list for a session more.
    if (membership.id !== null && membership.id !== payload.memberId) gone.add(membership.id)
    membership.id = payload.memberId
    if (!isAlive(membership)) {
      gone.add(payload.memberId)
      return
    }
    unsettle(membership)
    const joins = ++membership.joins
    membership.generation = null
    membership.assignment = Object.entries(payload.memberAssignment).flatMap(([topic, partitions]) =>
      partitions.map((partition) => ({ topic, partition })),
    )
    membership.settling = settle(membership, payload.memberAssignment).catch((problem: Error) => {
      if (membership.joins !== joins || !isAlive(membership)) return
      // The group has just let it in: where no other broker can go on for a lost one, that is not why it failed.
      if (hasOthers(membership.connection.cluster)) giveUp(membership, problem)
      else die(membership, problem)
    })
  })
  consumer.on(events.HEARTBEAT, ({ payload }) => {
    if (membership.generation === payload.groupGenerationId || !isAlive(membership) || !isItsOwn()) return
    membership.generation = payload.groupGenerationId
    record({ type: 'generation', generation: payload.groupGenerationId })
  })
  consumer.on(events.REBALANCING, () => {
    if (isAlive(membership) && isItsOwn()) unsettle(membership)
  })
  consumer.on(events.COMMIT_OFFSETS, () => {
    membership.commits++
    membership.committedAtMs = performance.now()
  })
  consumer.on(events.END_BATCH_PROCESS, ({ payload }) => {
    if (payload.batchSize === 0) void passOver(membership, payload)
  })
  consumer.on(events.CRASH, ({ payload }) => {
    if (!isAlive(membership) || !isItsOwn()) return
    if (!payload.restart) {
      giveUp(membership, payload.error)
      return
    }
    membership.joins++
    unsettle(membership)
  })
}

/** A member that owned partitions has none for the moment, whether it heard of a rebalance or lost its session. */
function unsettle(membership: Membership): void {
  if (membership.status !== 'member') return
  membership.status = 'rebalancing'
  membership.record({ type: 'rebalancing' })
  void renewIfStuck(membership)
}

/**
 * Makes a new client for a member that does not come back from a rebalance. A request that kafkajs sends at the moment
 * in which a broker closes the connection is never answered, refused or given up.
 */
async function renewIfStuck(membership: Membership): Promise<void> {
  const { connection, consumer, sessionTimeoutMs } = membership
  if (!hasOthers(connection.cluster)) return
  const isBack = (): boolean => membership.status !== 'rebalancing' || membership.consumer !== consumer
  await waitFor('the rebalance to be over', () => isBack() || undefined, {
    timeoutMs: rebalanceTimeoutMs(membership) + sessionTimeoutMs + 1_000,
    everyMs: 50,
    background: true,
  }).catch(() => startAnew(membership))
}

/** Puts a new client in the place of one that lost its brokers; what no new client can mend is the end of the member. */
function giveUp(membership: Membership, problem: Error): void {
  if (!isLossOfBroker(problem) || membership.connection.cluster.dead() !== null) {
    die(membership, problem)
    return
  }
  membership.joins++
  unsettle(membership)
  void startAnew(membership)
}

function die(membership: Membership, problem: Error): void {
  membership.status = 'died'
  membership.end = reasonOfDeath(membership, problem)
  membership.cause = problem
  if (membership.id !== null) membership.gone.add(membership.id)
  membership.record({ type: 'died', reason: problem.message })
  void stopConsumer(membership, rebalanceTimeoutMs(membership))
}
