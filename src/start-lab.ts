import { loadDrawingLibraries } from './charts/render.js'
import type { Cluster } from './cluster/cluster.js'
import { startEmbedded } from './cluster/embedded.js'
import { externalCluster } from './cluster/external.js'
import type { BrokerCount } from './cluster/node-plans.js'
import { endAll } from './kafka/background.js'
import { type Connection, connectTo, disconnect } from './kafka/connection.js'
import { stopConsumer } from './kafka/consumer.js'
import { isAlive, type Membership, nameOf } from './kafka/membership.js'
import { noShares } from './kafka/share-client.js'
import { endAllShares } from './kafka/share-ending.js'
import { append, emptyTimeline } from './model/timeline.js'
import type { LabState } from './state.js'
import { pause } from './wait.js'

/** Loading blocks this process: Kafka's is to be on its way before. */
const untilSpawnedMs = 100

/** Closes a lab with everything that it started, within 2 s. */
export async function endLab(state: LabState): Promise<void> {
  const { connection, shares } = state
  const { cluster } = connection
  const living = endLiving(state)
  // On a cluster of its own nobody is left to be told; elsewhere the coordinator should not have to wait for a time-out.
  if (cluster.kind === 'embedded') for (const { wires } of [...living, ...state.transactions]) wires.cut()
  const goodbyes = Promise.allSettled([
    ...living.map((member) => stopConsumer(member, 1_000)),
    endAll(state, 'when the lab was closed', 1_000),
    endAllShares(shares, 'when the lab was closed', cluster.kind === 'external'),
  ])
  if (cluster.kind === 'external') {
    await goodbyes
    await cluster.close()
    // Work that was under way may have let a member join meanwhile; from now on a join is refused.
    await Promise.all(endLiving(state).map((member) => stopConsumer(member, 1_000)))
  }
  await Promise.all([disconnect(connection), cluster.close()])
}

/** Marks the members that are alive as ended, those of work apart among them, and returns them. */
function endLiving({ members, apart }: LabState): Membership[] {
  const known = [members, ...[...apart].map((work) => work.members)]
  const living = known.flatMap((each) => [...each.values()]).filter(isAlive)
  for (const member of living) {
    member.status = 'ended'
    member.end = `${nameOf(member)} was ended when the lab was closed: run its join cell again.`
  }
  return living
}

/**
 * Starts a lab with a Kafka of its own, or connects one to the Kafka in KAFKA_BROKERS. Whoever starts it ends it with `endLab`.
 * Throws a sentence when no Kafka can be had.
 */
export async function startLab(brokers: BrokerCount): Promise<LabState> {
  const started = performance.now()
  const existing = externalCluster(process.env)
  if (existing !== null && brokers > 1)
    console.log(
      `KAFKA_BROKERS names the Kafka at ${existing.brokers.join(', ')}; it is left alone: this notebook kills brokers, and starts ${brokers} of its own for that.`,
    )
  const cluster = brokers === 1 && existing !== null ? existing : await startBesideDrawing(brokers)
  try {
    const connection = await connectTo(cluster)
    return stateOf(connection, performance.now() - started)
  } catch (problem) {
    await cluster.close()
    throw problem
  }
}

/**
 * Starts Kafka and, in a kernel, uses the wait for its process to load what draws the first picture. A library that
 * cannot be loaded is said when a chart needs it.
 */
async function startBesideDrawing(brokers: BrokerCount): Promise<Cluster> {
  const starting = startEmbedded({ brokers })
  if (exitHooks() !== undefined)
    void pause(untilSpawnedMs)
      .then(loadDrawingLibraries)
      .catch(() => {})
  return starting
}

function stateOf(connection: Connection, readyMs: number): LabState {
  const timeline = emptyTimeline()
  return {
    connection,
    readyMs,
    members: new Map(),
    gone: new Set(),
    shares: noShares(),
    turns: new Map(),
    topics: new Set(),
    groups: new Set(),
    names: new Set(),
    traffics: new Map(),
    samplings: new Map(),
    replicaSamplings: new Map(),
    transactions: new Set(),
    leftOpen: new Map(),
    apart: new Set(),
    timeline,
    record: (group, member, detail) => append(timeline, { ...detail, atMs: Date.now(), group, member }),
  }
}

/** What the kernel's launcher calls before the kernel ends; undefined outside a kernel. */
export function exitHooks(): Set<() => Promise<void>> | undefined {
  return (globalThis as { [name: symbol]: unknown })[Symbol.for('kafka-groups-lab.onExit')] as
    | Set<() => Promise<void>>
    | undefined
}
