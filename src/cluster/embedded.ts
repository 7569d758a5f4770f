import { once } from 'node:events'
import type { Cluster } from './cluster.js'
import { makeFolder, removeFolder, sweep } from './folder.js'
import { type Installation, installation } from './installation.js'
import { diskIsFull, endOf, isBroker, type KafkaNode, lastWords, startNode } from './node.js'
import { makeHome } from './node-home.js'
import { type BrokerCount, nodePlans, portsOf } from './node-plans.js'
import { freePorts } from './ports.js'
import { addressOf, startedUp, type Watch, watchNodes } from './start-up.js'
import { supervise } from './supervisor.js'

/** A cluster of the lab's own: Kafka processes, children of this one. */
export interface EmbeddedCluster extends Cluster, Watch {
  readonly kind: 'embedded'
  /** The brokers in the order of their ids, and the controller last when it is no broker. */
  readonly nodes: readonly KafkaNode[]
  /** What its processes are started from. */
  readonly kafka: Installation
  /** The data folder, relative to the project root. */
  readonly folder: string
}

/** Whether a cluster is one of the lab's own. */
export function isEmbedded(cluster: Cluster): cluster is EmbeddedCluster {
  return cluster.kind === 'embedded'
}

/** What a start may be told. */
export interface EmbeddedOptions {
  /** Default 1, which is its own controller; three have one beside them. */
  readonly brokers?: BrokerCount
  /** Where ports come from; default: free loopback ports. */
  readonly ports?: (count: number) => Promise<number[]>
  readonly kafka?: Installation
}

const attempts = 5

/**
 * Starts Apache Kafka (KRaft) for this process alone, on loopback ports that were free, with its data in a folder of
 * its own. It ends with `close()`, and by the supervisor's hand when this process is gone, kill -9 included.
 * Ready in about 0.8 s with the JVM cache, 2 s without; three brokers in 2.4 s.
 *
 * Throws a sentence with Kafka's last log lines when a process dies at start, one that names the ports when they were taken
 * five times in a row, and one that names the disk when that is full.
 */
export async function startEmbedded(options: EmbeddedOptions = {}): Promise<EmbeddedCluster> {
  try {
    return await started(options)
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== 'ENOSPC') throw problem
    throw new Error(`Cannot start Apache Kafka. ${diskIsFull} Then run the cell again.`, { cause: problem })
  }
}

async function started(options: EmbeddedOptions): Promise<EmbeddedCluster> {
  const { brokers = 1, ports = freePorts, kafka = installation() } = options
  sweep()
  const folder = makeFolder()
  const watch = { folder, supervisor: supervise(folder) }
  const taken: number[] = []
  let nodes: readonly KafkaNode[] = []
  try {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const chosen = await ports(portsOf(brokers))
      // A folder for each attempt: the log of the one before would be taken for its own.
      const homes = nodePlans(brokers, chosen).map((plan) => {
        return { plan, home: makeHome(kafka, `${folder}/${attempt + 1}`, plan) }
      })
      nodes = homes.map(({ plan, home }) => startNode(kafka, home, plan))
      await watchNodes(watch, nodes, nodes)
      if (await startedUp(nodes, 'Cannot start Apache Kafka')) return clusterOf({ ...watch, nodes, kafka })
      await Promise.all(nodes.map(endNode))
      taken.push(...chosen)
    }
    throw new Error(
      `Cannot start Apache Kafka: in ${attempts} attempts another program held one of the ports chosen (${taken.join(', ')}). ` +
        'End the program that takes ports so quickly, or use an existing cluster with KAFKA_BROKERS=host:port.',
    )
  } catch (problem) {
    // Of a start that the reader stops: what still writes to the folder would keep it from being removed.
    await Promise.all(nodes.map(endNode))
    watch.supervisor.end()
    removeFolder(folder)
    throw problem
  }
}

function clusterOf(parts: Watch & Pick<EmbeddedCluster, 'nodes' | 'kafka'>): EmbeddedCluster {
  const { nodes, folder, supervisor } = parts
  let closing: Promise<void> | null = null
  let last: string | null = null
  return {
    ...parts,
    kind: 'embedded',
    brokers: nodes.flatMap(addressOf),
    security: null,
    prefix: '',
    dead: () => last ?? ended(nodes),
    close() {
      // The log goes with the folder: what it says of an end that came by itself is kept.
      last ??= ended(nodes) ?? 'The Apache Kafka of this notebook was ended when the lab was closed.'
      closing ??= Promise.all(nodes.map(endNode)).then(() => {
        supervisor.end()
        removeFolder(folder)
      })
      return closing
    },
  }
}

/**
 * Why the cluster is gone: the process that is its controller has ended, and not by the lab's own hand. A broker that is
 * none can be started again.
 */
function ended(nodes: readonly KafkaNode[]): string | null {
  const controller = nodes.find(({ roles }) => roles.includes('controller'))
  if (controller === undefined) return null
  const end = endOf(controller)
  if (end === null || controller.done === 'killed' || controller.done === 'stopped') return null
  const whose = isBroker(controller) ? '' : `controller, node ${controller.id}, of the `
  return `The ${whose}Apache Kafka of this notebook has ended (${end}). ${lastWords(controller)}`
}

/** Ends the process at once: its data is removed anyway, so there is nothing that an orderly stop would save. */
async function endNode(node: KafkaNode): Promise<void> {
  if (node.process.pid === undefined || endOf(node) !== null) return
  const gone = once(node.process, 'exit')
  // A plain script has nothing else to wait for, and would end here.
  node.process.ref()
  node.process.kill('SIGKILL')
  await gone
}
