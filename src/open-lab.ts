import { loadDrawingLibraries } from './charts/render.js'
import type { Cluster } from './cluster/cluster.js'
import { isEmbedded, startEmbedded } from './cluster/embedded.js'
import { externalCluster } from './cluster/external.js'
import { introduce } from './cluster/introduce.js'
import type { BrokerCount } from './cluster/node-plans.js'
import { refuseAnother, wantedBrokers } from './cluster/wanted.js'
import { endAll } from './kafka/background.js'
import { type Connection, connectTo, disconnect } from './kafka/connection.js'
import { stopConsumer } from './kafka/consumer.js'
import { greet } from './kafka/greet.js'
import { isAlive, type Membership, nameOf } from './kafka/membership.js'
import { revive } from './kafka/revive.js'
import { noShares } from './kafka/share-client.js'
import { endAllShares } from './kafka/share-ending.js'
import type { Lab } from './lab.js'
import { anything, checkedOptions } from './model/options.js'
import { append, emptyTimeline } from './model/timeline.js'
import { keepState, keptState, type LabState } from './state.js'
import { labOn } from './verbs.js'
import { pause } from './wait.js'

/** Which cluster a lab is to have. */
export interface OpenOptions {
  /**
   * Default 1, which is its own controller. 3: three brokers, and a controller beside them, for lessons that kill
   * brokers: of the lab's own also where KAFKA_BROKERS names a cluster.
   */
  readonly brokers?: BrokerCount
}

/** Loading blocks this process: Kafka's is to be on its way before. */
const untilSpawnedMs = 100

/**
 * Opens this notebook's lab: the first call starts Apache Kafka (or connects to the cluster in KAFKA_BROKERS), a later
 * one wraps the same cluster in the code as it is now, so that the import cell can be run again after editing src.
 *
 *     const lab = await openLab()
 *     const lab = await openLab({ brokers: 3 })
 *
 * Everything it started ends with the kernel. When Kafka itself has ended meanwhile, a new one is started and that is said;
 * brokers that a cell killed, stopped or froze are brought back.
 * Throws a sentence when no Kafka can be had, when the cluster that is open does not answer (it stays open then), and
 * when it has another number of brokers.
 */
export async function openLab(options: OpenOptions = {}): Promise<Lab> {
  const known = { brokers: anything }
  const { brokers: wanted = 1 } = checkedOptions<OpenOptions>(options, known, 'Cannot open a lab')
  const brokers = wantedBrokers(wanted)
  const kept = keptState()
  const open = await kept
  if (keptState() !== kept) return openLab(options)
  const dead = open?.connection.cluster.dead() ?? null
  if (open !== null && dead === null) {
    const { cluster } = open.connection
    refuseAnother(cluster, brokers)
    const revived = isEmbedded(cluster) ? await revive(open, cluster) : await greet(cluster)
    console.log([`${introduce(cluster)}, open already`, ...(revived ?? [])].join('; '))
    return labOn(open)
  }
  if (dead !== null)
    console.log(
      `${dead}\nA new one is started: its topics and groups are gone, run the cells again from the top.`,
    )
  const opening = (open === null ? Promise.resolve() : close(open)).then(() => start(brokers))
  keepState(opening)
  try {
    const state = await opening
    console.log(`${introduce(state.connection.cluster)}, ready in ${(state.readyMs / 1000).toFixed(1)} s`)
    return labOn(state)
  } catch (problem) {
    keepState(null)
    throw problem
  }
}

/** Closes the lab with everything that it started, within 2 s. Without an open lab it does nothing. */
export async function closeLab(): Promise<void> {
  const state = await keptState()
  keepState(null)
  if (state !== null) await close(state)
}

async function close(state: LabState): Promise<void> {
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

async function start(brokers: BrokerCount): Promise<LabState> {
  const started = performance.now()
  const existing = externalCluster(process.env)
  if (existing !== null && brokers > 1)
    console.log(
      `KAFKA_BROKERS names the Kafka at ${existing.brokers.join(', ')}; it is left alone: this notebook kills brokers, and starts ${brokers} of its own for that.`,
    )
  const cluster = brokers === 1 && existing !== null ? existing : await startBesideDrawing(brokers)
  try {
    const connection = await connectTo(cluster)
    exitHooks()?.add(closeLab)
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
function exitHooks(): Set<() => Promise<void>> | undefined {
  return (globalThis as { [name: symbol]: unknown })[Symbol.for('kafka-groups-lab.onExit')] as
    | Set<() => Promise<void>>
    | undefined
}
