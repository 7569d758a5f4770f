import { waitFor } from '../wait.js'
import { endOf, type KafkaNode } from './node.js'

/** Ends a process with SIGKILL, one that is frozen too: it saves nothing and tells nobody. Returns when it is gone. */
export async function killNode(node: KafkaNode): Promise<void> {
  node.done = 'killed'
  node.process.kill('SIGKILL')
  await untilGone(node, 10_000)
}

/** Ends a process with SIGTERM: it hands its partitions over and closes its log. Returns when it is gone. */
export async function stopNode(node: KafkaNode): Promise<void> {
  node.done = 'stopped'
  node.process.kill('SIGTERM')
  await untilGone(node, 60_000)
}

/** Lets a process stand still with SIGSTOP: its sockets stay open and nobody is answered. */
export function freezeNode(node: KafkaNode): void {
  node.done = 'frozen'
  node.process.kill('SIGSTOP')
}

/** Lets a process that stands still go on, with SIGCONT. */
export function thawNode(node: KafkaNode): void {
  node.done = null
  node.process.kill('SIGCONT')
}

async function untilGone(node: KafkaNode, timeoutMs: number): Promise<void> {
  await waitFor(
    `the process of broker ${node.id} to end`,
    (saw) => {
      saw('it still runs')
      return endOf(node) === null ? undefined : true
    },
    { timeoutMs },
  )
}
