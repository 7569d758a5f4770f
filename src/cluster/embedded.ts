import { once } from 'node:events'
import { waitFor } from '../wait.js'
import type { Cluster } from './cluster.js'
import { makeFolder, recordBrokers, removeFolder, sweep } from './folder.js'
import { type Installation, installation } from './installation.js'
import {
  endOf,
  foundPortTaken,
  hasStarted,
  type KafkaNode,
  kafkaUuid,
  lastLogLines,
  startNode,
} from './node.js'
import { freePorts } from './ports.js'
import { type Supervisor, supervise } from './supervisor.js'

/** A cluster of the lab's own: one Kafka process, child of this one. */
export interface EmbeddedCluster extends Cluster {
  readonly kind: 'embedded'
  readonly node: KafkaNode
  readonly supervisor: Supervisor
  /** The data folder, relative to the project root. */
  readonly folder: string
}

/** Whether a cluster is one of the lab's own. */
export function isEmbedded(cluster: Cluster): cluster is EmbeddedCluster {
  return cluster.kind === 'embedded'
}

/** What a test may change. */
export interface EmbeddedOptions {
  /** Where ports come from; default: free loopback ports. */
  readonly ports?: (count: number) => Promise<number[]>
  readonly kafka?: Installation
}

const attempts = 5

/**
 * Starts Apache Kafka (KRaft) for this process alone, on loopback ports that were free, with its data in a folder of
 * its own. It ends with `close()`, and by the supervisor's hand when this process is gone, kill -9 included.
 * Ready in about 0.8 s with the JVM cache, 2 s without.
 *
 * Throws a sentence with Kafka's last log lines when the process dies at start, and one that names the ports when they
 * were taken five times in a row.
 */
export async function startEmbedded(options: EmbeddedOptions = {}): Promise<EmbeddedCluster> {
  const { ports = freePorts, kafka = installation() } = options
  sweep()
  const folder = makeFolder()
  const supervisor = supervise(folder)
  const taken: number[] = []
  try {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const [brokerPort = 0, controllerPort = 0] = await ports(2)
      // A folder for each attempt: the log of the one before would be taken for its own.
      const home = `${folder}/${attempt + 1}`
      const node = startNode(kafka, home, { id: 1, clusterId: kafkaUuid(), brokerPort, controllerPort })
      if (await startsUp(node, folder, supervisor)) return clusterOf({ node, folder, supervisor })
      taken.push(brokerPort, controllerPort)
    }
    throw new Error(
      `Cannot start Apache Kafka: in ${attempts} attempts another program held one of the ports chosen (${taken.join(', ')}). ` +
        'End the program that takes ports so quickly, or use an existing cluster with KAFKA_BROKERS=host:port.',
    )
  } catch (problem) {
    supervisor.end()
    removeFolder(folder)
    throw problem
  }
}

/** True when the node has started, false when a port was taken by somebody else. */
async function startsUp(node: KafkaNode, folder: string, supervisor: Supervisor): Promise<boolean> {
  const failure = new Promise<Error>((resolve) => node.process.once('error', resolve))
  const pid = node.process.pid
  if (pid === undefined)
    throw new Error(
      'Cannot start Apache Kafka: its Java could not be run. Run npm start once more to repair set-up.',
      {
        cause: await failure,
      },
    )
  supervisor.watch(pid)
  recordBrokers(folder, [pid])
  node.process.once('exit', () => supervisor.unwatch(pid))
  return waitFor(
    `Apache Kafka to start at 127.0.0.1:${node.brokerPort}`,
    (saw) => {
      const end = endOf(node)
      const log = lastLogLines(node)
      if (end !== null && foundPortTaken(node)) return false
      if (end !== null)
        throw new Error(
          `Cannot start Apache Kafka: its process ended at once (${end}). Its last log lines:\n${log}\n` +
            'If they speak of memory or disk, make room and run the cell again; otherwise run npm start once more, which repairs set-up.',
        )
      saw(`the process runs, its last log line is: ${log.split('\n').at(-1)}`)
      return hasStarted(node) ? true : undefined
    },
    { timeoutMs: 60_000, everyMs: 10 },
  )
}

function clusterOf(parts: { node: KafkaNode; folder: string; supervisor: Supervisor }): EmbeddedCluster {
  const { node, folder, supervisor } = parts
  let closing: Promise<void> | null = null
  let last: string | null = null
  const ended = (): string | null => {
    const end = endOf(node)
    if (end === null) return null
    return `The Apache Kafka of this notebook has ended (${end}). Its last log lines:\n${lastLogLines(node)}`
  }
  return {
    ...parts,
    kind: 'embedded',
    brokers: [`127.0.0.1:${node.brokerPort}`],
    prefix: '',
    dead: () => last ?? ended(),
    close() {
      // The log goes with the folder: what it says of an end that came by itself is kept.
      last ??= ended() ?? 'The Apache Kafka of this notebook was ended when the lab was closed.'
      closing ??= endNode(node).then(() => {
        supervisor.end()
        removeFolder(folder)
      })
      return closing
    },
  }
}

/** Ends the process at once: its data is removed anyway, so there is nothing that an orderly stop would save. */
async function endNode(node: KafkaNode): Promise<void> {
  if (endOf(node) !== null) return
  const gone = once(node.process, 'exit')
  // A plain script has nothing else to wait for, and would end here.
  node.process.ref()
  node.process.kill('SIGKILL')
  await gone
}
