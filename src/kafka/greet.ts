import type { Cluster } from '../cluster/cluster.js'
import { waitFor } from '../wait.js'
import { createClient } from './client.js'
import { notLetIn, notUnderstood } from './not-let-in.js'
import { wires } from './wires.js'

/** The client id of the lab's own connections in the broker's log and metrics. */
export const clientId = 'kafka-groups-lab'

/** Four attempts of 2 s at a connection, and a little more. */
const patienceMs = 9_000

/** How the greeting came to an end. */
interface Heard {
  readonly problem: Error | null
}

/**
 * Throws a sentence when no broker of the cluster answers within about 9 s. On an existing cluster what takes longer is
 * cut off, as with a broker that answers the first request and no other; the lab's own may be slow on a busy machine.
 */
export async function greet(cluster: Cluster): Promise<void> {
  const line = wires()
  const limits = { retries: 3, requestTimeoutMs: 2_000, socketFactory: line.factory }
  const greeting = createClient({ to: cluster, clientId, ...limits }).admin()
  let heard: Heard | undefined
  const said = greeting.connect().then(() => greeting.listTopics())
  void said.then(
    () => {
      heard = { problem: null }
    },
    (problem: Error) => {
      heard = { problem }
    },
  )
  try {
    const { problem } = await waitFor('a broker to answer', () => heard, {
      timeoutMs: cluster.kind === 'external' ? patienceMs : Number.POSITIVE_INFINITY,
      background: true,
    }).catch((): Heard => ({ problem: new Error(`nothing but a beginning within ${patienceMs / 1_000} s`) }))
    if (problem !== null) throw new Error(sentence(cluster, problem), { cause: problem })
  } finally {
    if (heard === undefined) line.cut()
    await greeting.disconnect()
  }
}

function sentence(cluster: Cluster, problem: Error): string {
  const known = notLetIn(cluster, problem) ?? notUnderstood(cluster, problem)
  return cluster.dead() ?? known ?? noAnswer(cluster, problem)
}

/** The sentence for a cluster of which no broker answers; `problem` is what was tried last. */
export function noAnswer({ brokers, kind }: Cluster, problem: Error): string {
  const words = problem.message.replace('Connection error: ', '').replace(/[.\s]+$/, '')
  const reached = `Cannot reach Kafka at ${brokers.join(', ')}: no broker answered (${words}).`
  return kind === 'embedded'
    ? `${reached} Run the cell again; if it says so again, restart the kernel to start a new one.`
    : `${reached} Check the address in KAFKA_BROKERS and that the cluster runs, or unset KAFKA_BROKERS to use the Kafka that the lab starts itself.`
}
