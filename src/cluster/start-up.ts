import { waitFor } from '../wait.js'
import { recordBrokers } from './folder.js'
import {
  endOf,
  foundPortTaken,
  hasStarted,
  isBroker,
  type KafkaNode,
  lastLogLines,
  lastWords,
} from './node.js'
import type { Supervisor } from './supervisor.js'

/** What ends the processes of a cluster when its kernel is gone. */
export interface Watch {
  readonly folder: string
  readonly supervisor: Supervisor
}

/**
 * Has the processes of a cluster watched and written down; `nodes` are all that it has, `fresh` those that were just
 * started. Throws a sentence when one could not be run at all.
 */
export async function watchNodes(
  { folder, supervisor }: Watch,
  nodes: readonly KafkaNode[],
  fresh: readonly KafkaNode[],
): Promise<void> {
  const unable = fresh.find(({ process }) => process.pid === undefined)
  if (unable !== undefined)
    throw new Error(
      'Cannot start Apache Kafka: its Java could not be run. Run npm start once more to repair set-up.',
      { cause: await new Promise<Error>((resolve) => unable.process.once('error', resolve)) },
    )
  for (const { process } of fresh) {
    const pid = process.pid as number
    supervisor.watch(pid)
    process.once('exit', () => supervisor.unwatch(pid))
  }
  const living = nodes.filter((node) => endOf(node) === null)
  recordBrokers(
    folder,
    living.flatMap(({ process }) => process.pid ?? []),
  )
}

/**
 * Waits until all these nodes have started: true, or false when a port was taken by somebody else. Throws a sentence
 * with Kafka's last log lines when a process dies; `cannot` is what was attempted: "Cannot start Apache Kafka".
 */
export function startedUp(nodes: readonly KafkaNode[], cannot: string): Promise<boolean> {
  return waitFor(
    `Apache Kafka to start at ${nodes.flatMap(addressOf).join(', ')}`,
    (saw) => {
      for (const node of nodes) {
        const end = endOf(node)
        if (end === null) continue
        if (foundPortTaken(node)) return false
        const whose = nodes.length === 1 ? 'its process' : `the process of ${titleOf(node)}`
        throw new Error(
          `${cannot}: ${whose} ended at once (${end}). ${lastWords(node)}\n` +
            'If they speak of memory or disk, make room and run the cell again; otherwise run npm start once more, which repairs set-up.',
        )
      }
      const waiting = nodes.find((node) => !hasStarted(node))
      if (waiting === undefined) return true
      saw(`the process runs, its last log line is: ${lastLogLines(waiting).split('\n').at(-1)}`)
      return undefined
    },
    { timeoutMs: 60_000, everyMs: 10 },
  )
}

/** A node in sentences: broker 2, controller 4. */
export function titleOf(node: KafkaNode): string {
  return `${isBroker(node) ? 'broker' : 'controller'} ${node.id}`
}

/** Where a broker listens; none for a controller that is no broker. */
export function addressOf({ brokerPort }: KafkaNode): string[] {
  return brokerPort === null ? [] : [`127.0.0.1:${brokerPort}`]
}
