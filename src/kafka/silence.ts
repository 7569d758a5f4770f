import type { Cluster } from '../cluster/cluster.js'
import { isEmbedded } from '../cluster/embedded.js'
import { isBroker } from '../cluster/node.js'
import { statusOf } from '../cluster/node-status.js'
import { allDown } from '../cluster/refuse-if-dead.js'
import { isLossOfBroker } from './loss.js'
import type { WireOptions } from './wires.js'

/** How long a client waits for a broker that says nothing, in ms. */
export interface Silence {
  readonly requestTimeoutMs: number
  readonly silentMs: number
}

/**
 * How long clients of this cluster wait. Where brokers of the lab's own are frozen, another one can answer: 3 s, more than
 * the second after which the controller gives a silent broker up and a write waits for the in-sync replicas to shrink,
 * and `moreMs` for clients whose requests are answered late by their nature. Elsewhere kafkajs' own 30 s, and no end.
 */
export function silenceOn(cluster: Cluster, moreMs = 0): Silence {
  return hasOthers(cluster)
    ? { requestTimeoutMs: 3_000, silentMs: 3_000 + moreMs }
    : { requestTimeoutMs: 30_000, silentMs: 0 }
}

/** Whether the cluster is the lab's own, and has a second broker that can answer for the first. */
export function hasOthers(cluster: Cluster): boolean {
  return isEmbedded(cluster) && cluster.nodes.filter(isBroker).length > 1
}

/**
 * Whether it can help to ask anew after a problem: a broker was lost, and another one can answer; or it has not heard of
 * a topic yet of which another one has. A TypeError is how kafkajs says that it found no broker in the midst of a call.
 */
export function askAgain(cluster: Cluster): (problem: unknown) => boolean {
  return (problem) =>
    hasOthers(cluster) &&
    cluster.dead() === null &&
    allDown(cluster) === null &&
    (isLossOfBroker(problem) || problem instanceof TypeError || isUnheardOf(problem))
}

function isUnheardOf(problem: unknown): boolean {
  return (problem as { type?: string }).type === 'UNKNOWN_TOPIC_OR_PARTITION'
}

/** For the lab's own looks at its cluster: they ask no broker that the lab itself has frozen. */
export function avoidingFrozen(cluster: Cluster): Required<Pick<WireOptions, 'avoids'>> {
  const frozen = (port: number): boolean =>
    isEmbedded(cluster) &&
    cluster.nodes.some((node) => node.brokerPort === port && statusOf(node) === 'frozen')
  // With one broker there is no other to ask: the answer is waited for.
  return { avoids: (port) => hasOthers(cluster) && frozen(port) }
}
