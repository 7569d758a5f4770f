import type { Cluster } from '../cluster/cluster.js'
import { isEmbedded } from '../cluster/embedded.js'
import { statusOf } from '../cluster/node-status.js'
import { replicaBytes } from '../cluster/replica-bytes.js'
import type { PartitionFacts } from '../model/observation.js'
import { shown } from '../model/shown.js'
import { waitFor } from '../wait.js'
import { agreementOn } from './agreement.js'
import type { Connection } from './connection.js'
import { mustExist } from './existing.js'
import { factsOf } from './observe.js'
import { type Placement, placements } from './topics.js'

/** What to wait for. */
export interface InSyncOptions {
  /** How many replicas of each partition are to be in sync; default: as many as the partition has. */
  readonly replicas?: number
  /** Default 30 000: a broker that was started anew first reads its log, and then what it missed. */
  readonly timeoutMs?: number
}

/**
 * Waits until every partition of a topic has a leader and so many in-sync replicas on brokers that run, and returns them.
 * A new topic lists all replicas as in sync before the followers have begun; so on the lab's own cluster the followers'
 * logs are looked at too: each is there, and holds what the leader's held. An empty log proves no more than that. And there
 * all brokers that run say the same, so that whichever is asked next says so too.
 */
export async function untilInSync(
  connection: Connection,
  topic: string,
  { replicas, timeoutMs = 30_000 }: InSyncOptions = {},
): Promise<PartitionFacts[]> {
  const { admin, cluster } = connection
  const cannot = `Cannot wait for ${replicas === undefined ? 'the' : shown(replicas)} in-sync replicas of '${topic}'`
  if (replicas !== undefined && !(Number.isSafeInteger(replicas) && replicas >= 1))
    throw new Error(
      `${cannot}: wanted a whole number from 1 on. Say how many: lab.inSync('${topic}', { replicas: 3 }).`,
    )
  await mustExist(connection, [topic], cannot)
  const real = cluster.prefix + topic
  const has = Math.min(...(await placements(admin, [real])).map((each) => each.replicas.length))
  if (replicas !== undefined && replicas > has)
    throw new Error(
      `${cannot}: its partitions have ${has} ${has === 1 ? 'replica' : 'replicas'}. ` +
        `Ask for at most ${has}, or provision it with { replicas: ${replicas} }.`,
    )
  const goals = new Map<string, number>()
  const agreement = isEmbedded(cluster) ? agreementOn(cluster) : null
  const found = await waitFor(
    `${replicas ?? 'all'} replicas of each partition of '${topic}' to be in sync`,
    async (saw) => {
      const placed = agreement === null ? await placements(admin, [real]) : await agreement.of(real)
      if (typeof placed === 'string') {
        saw(placed)
        return undefined
      }
      const counts = placed.map((at) => inSyncOf(cluster, at, goals).length)
      saw(
        placed
          .map(
            ({ partition, leader }, at) => `P${partition} has ${leader === null ? 'no leader' : counts[at]}`,
          )
          .join(', '),
      )
      const done = placed.every(
        (at, index) => at.leader !== null && (counts[index] ?? 0) >= (replicas ?? at.replicas.length),
      )
      return done ? placed : undefined
    },
    { timeoutMs, everyMs: 20 },
  ).finally(() => agreement?.end())
  return factsOf(connection, found)
}

/** The in-sync replicas on brokers that run, and that hold what the leader held at the look before. */
function inSyncOf(
  cluster: Cluster,
  { topic, partition, leader, isr }: Placement,
  goals: Map<string, number>,
): readonly number[] {
  if (!isEmbedded(cluster) || leader === null) return isr
  const log = `${topic}-${partition}`
  const key = `${log} led by ${leader}`
  const goal = goals.get(key)
  if (goal === undefined) goals.set(key, replicaBytes(cluster, leader, log) ?? 0)
  const runs = (id: number): boolean =>
    cluster.nodes.some((node) => node.id === id && statusOf(node) === 'running')
  const holds = (id: number): boolean => (replicaBytes(cluster, id, log) ?? -1) >= (goal ?? Infinity)
  return isr.filter((id) => runs(id) && holds(id))
}
