import { type BrokerStatus, brokerInWords, remedy } from '../model/broker-status.js'
import { waitFor } from '../wait.js'
import type { Cluster } from './cluster.js'
import { isEmbedded } from './embedded.js'
import { isBroker } from './node.js'
import { statusOf } from './node-status.js'

/** Throws why the cluster can no longer be used, or not now, with the next step; does nothing while it can. */
export function refuseIfDead(cluster: Cluster, cause?: unknown): void {
  refuseWithoutKafka(cluster, '', cause)
  const down = allDown(cluster)
  if (down !== null) throw new Error(down, { cause })
}

/** Throws why the cluster is gone for good, behind what was attempted: "Cannot start broker 1: "; does nothing while it is there. */
export function refuseWithoutKafka(cluster: Cluster, attempted: string, cause?: unknown): void {
  const dead = cluster.dead()
  const again = cluster.kind === 'embedded' ? 'it starts a new one' : 'it connects anew'
  if (dead !== null)
    throw new Error(`${attempted}${dead}\nRun the cell with openLab() again: ${again}.`, { cause })
}

/** Long enough to hear of the end of a process whose connections have ended, in ms. */
const untilHeardMs = 500

/** As `refuseIfDead`, of a connection that was lost: it may end a moment before this process hears that Kafka's has. */
export async function refuseIfEnded(cluster: Cluster, cause: unknown): Promise<void> {
  const heard = (): string | undefined => cluster.dead() ?? allDown(cluster) ?? undefined
  if (cluster.kind === 'embedded')
    await waitFor('the end of Kafka to be known', heard, { timeoutMs: untilHeardMs, background: true }).catch(
      () => {},
    )
  refuseIfDead(cluster, cause)
}

/** Why no broker of the lab's own cluster can answer, though it can be brought back; null when one can. */
export function allDown(cluster: Cluster): string | null {
  const { down, running } = brokersOf(cluster)
  return running > 0 ? null : withRemedy("No broker of this notebook's Kafka can answer: ", down)
}

/** Which brokers of the lab's own cluster cannot answer, and how to bring one back; null when all can. */
export function someDown(cluster: Cluster): string | null {
  return withRemedy("Of this notebook's Kafka ", brokersOf(cluster).down)
}

interface Down {
  readonly id: number
  readonly status: BrokerStatus
}

function brokersOf(cluster: Cluster): { readonly down: readonly Down[]; readonly running: number } {
  const nodes = isEmbedded(cluster) ? cluster.nodes.filter(isBroker) : []
  const down = nodes
    .map((node) => ({ id: node.id, status: statusOf(node) }))
    .filter(({ status }) => status !== 'running')
  return { down, running: nodes.length - down.length }
}

function withRemedy(what: string, down: readonly Down[]): string | null {
  const [first] = down
  if (first === undefined) return null
  const fates = down.map(({ id, status }) => brokerInWords(id, status)).join(', ')
  return `${what}${fates}. Bring one back with ${remedy(first.id, first.status)}, then run the cell again.`
}
