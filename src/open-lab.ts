import { loadDrawingLibraries } from './charts/render.js'
import type { Cluster } from './cluster/cluster.js'
import { startEmbedded } from './cluster/embedded.js'
import { externalCluster } from './cluster/external.js'
import { installation } from './cluster/installation.js'
import { endAll } from './kafka/background.js'
import { type Connection, connectTo, disconnect, greet } from './kafka/connection.js'
import { stopConsumer } from './kafka/consumer.js'
import { isAlive, nameOf } from './kafka/membership.js'
import type { Lab } from './lab.js'
import { append, emptyTimeline } from './model/timeline.js'
import { keepState, keptState, type LabState } from './state.js'
import { labOn } from './verbs.js'
import { pause } from './wait.js'

/** Loading blocks this process: Kafka's is to be on its way before. */
const untilSpawnedMs = 100

/**
 * Opens this notebook's lab: the first call starts Apache Kafka (or connects to the cluster in KAFKA_BROKERS), a later
 * one wraps the same cluster in the code as it is now, so that the import cell can be run again after editing src.
 *
 *     const lab = await openLab()
 *
 * Everything it started ends with the kernel. When Kafka itself has ended meanwhile, a new one is started and that is said.
 * Throws a sentence when no Kafka can be had, or when the cluster that is open does not answer; it stays open then.
 */
export async function openLab(): Promise<Lab> {
  const kept = keptState()
  const open = await kept
  if (keptState() !== kept) return openLab()
  const dead = open?.connection.cluster.dead() ?? null
  if (open !== null && dead === null) {
    if (open.connection.cluster.kind === 'external') await greet(open.connection.cluster)
    console.log(`${describe(open.connection.cluster)}, open already`)
    return labOn(open)
  }
  if (dead !== null)
    console.log(
      `${dead}\nA new one is started: its topics and groups are gone, run the cells again from the top.`,
    )
  const opening = open === null ? start() : close(open).then(start)
  keepState(opening)
  try {
    const state = await opening
    console.log(`${describe(state.connection.cluster)}, ready in ${(state.readyMs / 1000).toFixed(1)} s`)
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

async function close({ connection, members, traffics, samplings }: LabState): Promise<void> {
  const { cluster } = connection
  const living = [...members.values()].filter(isAlive)
  for (const member of living) {
    member.status = 'ended'
    member.end = `${nameOf(member)} was ended when the lab was closed: run its join cell again.`
  }
  // On a cluster of its own nobody is left to be told; elsewhere the coordinator should not have to wait for a time-out.
  if (cluster.kind === 'embedded') for (const member of living) member.wires.cut()
  const goodbyes = Promise.allSettled([
    ...living.map((member) => stopConsumer(member, 1_000)),
    endAll({ traffics, samplings }, 'when the lab was closed', 1_000),
  ])
  if (cluster.kind === 'external') await goodbyes
  await Promise.all([disconnect(connection), cluster.close()])
}

async function start(): Promise<LabState> {
  const started = performance.now()
  const cluster = externalCluster(process.env) ?? (await startBesideDrawing())
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
async function startBesideDrawing(): Promise<Cluster> {
  const starting = startEmbedded()
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
    turns: new Map(),
    topics: new Set(),
    groups: new Set(),
    names: new Set(),
    traffics: new Map(),
    samplings: new Map(),
    timeline,
    record: (group, member, detail) => append(timeline, { ...detail, atMs: Date.now(), group, member }),
  }
}

function describe(cluster: Cluster): string {
  const where = cluster.brokers.join(', ')
  return cluster.kind === 'embedded'
    ? `Apache Kafka ${installation().version}, 1 broker at ${where}`
    : `The Kafka at ${where} (an existing cluster; all names of this lab begin with '${cluster.prefix}' there)`
}

/** What the kernel's launcher calls before the kernel ends; undefined outside a kernel. */
function exitHooks(): Set<() => Promise<void>> | undefined {
  return (globalThis as { [name: symbol]: unknown })[Symbol.for('kafka-groups-lab.onExit')] as
    | Set<() => Promise<void>>
    | undefined
}
