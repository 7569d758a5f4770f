import type { EmbeddedCluster } from '../cluster/embedded.js'
import type { KafkaNode } from '../cluster/node.js'
import { statusOf } from '../cluster/node-status.js'
import { refuseWithoutKafka } from '../cluster/refuse-if-dead.js'
import { restartNode } from '../cluster/restart.js'
import { freezeNode, killNode, stopNode, thawNode } from '../cluster/signals.js'
import { type BrokerStatus, brokerInWords, remedy } from '../model/broker-status.js'
import { printed } from '../model/printed.js'
import { unlessInterrupted } from '../wait.js'
import { untilAnswers } from './answers.js'
import type { Roster } from './roster.js'
import { hasOthers } from './silence.js'
import { inTurn } from './turns.js'

/** One broker of the lab's own cluster, as `lab.broker` returns it. */
export interface Broker {
  /** Its node id. */
  readonly id: number
  /** 'frozen': its process stands still, its sockets are open, and it answers nobody. */
  readonly status: BrokerStatus
  /** Ends its process with SIGKILL, as a loss of power would: nobody is told. Returns when it is gone. */
  kill(): Promise<BrokerChange>
  /** Ends its process with SIGTERM: it hands its partitions over first. Returns when it is gone. Refused while it is frozen. */
  stop(): Promise<BrokerChange>
  /** Lets its process stand still with SIGSTOP, as a very long pause would. Refused when it has ended. */
  freeze(): Promise<BrokerChange>
  /** Lets a frozen one go on, and returns when it answers, one that runs too. Refused when it has ended. */
  thaw(): Promise<BrokerChange>
  /** Starts one that has ended, on its data and its port, and returns when it answers, one that runs too. Refused while it is frozen. */
  start(): Promise<BrokerChange>
}

/** What was done to a broker. */
export interface BrokerChange {
  readonly broker: number
  /** 'already': it was so before, and nothing was done. */
  readonly done: 'killed' | 'stopped' | 'frozen' | 'thawed' | 'started' | 'already'
  readonly tookMs: number
}

/** Wraps a broker of the lab's own cluster in the verbs of a notebook: each is done when those before it are over. */
export function brokerOf(roster: Roster, cluster: EmbeddedCluster, node: KafkaNode): Broker {
  const { id } = node
  const change = (verb: keyof typeof verbs): Promise<BrokerChange> =>
    unlessInterrupted(
      `${verb}()`,
      inTurn(roster.turns, `broker ${id}`, async () => {
        refuseWithoutKafka(cluster, `Cannot ${verb} broker ${id}: `)
        return changed(roster, cluster, node, verb)
      }),
    )
  const broker: Broker = {
    id,
    get status() {
      return statusOf(node)
    },
    kill: () => change('kill'),
    stop: () => change('stop'),
    freeze: () => change('freeze'),
    thaw: () => change('thaw'),
    start: () => change('start'),
  }
  return printed(broker, () => `${brokerInWords(id, statusOf(node))} (127.0.0.1:${node.brokerPort})`)
}

/** What each verb wants to find, what it finds done already, what it does, and what is said of it then. */
const verbs = {
  kill: { at: ['running', 'frozen'], already: ['killed', 'stopped'], done: 'killed' },
  stop: { at: ['running'], already: ['killed', 'stopped'], done: 'stopped' },
  freeze: { at: ['running'], already: ['frozen'], done: 'frozen' },
  thaw: { at: ['frozen'], already: ['running'], done: 'thawed' },
  start: { at: ['killed', 'stopped'], already: ['running'], done: 'started' },
} as const

async function changed(
  { record, connection }: Pick<Roster, 'record' | 'connection'>,
  cluster: EmbeddedCluster,
  node: KafkaNode,
  verb: keyof typeof verbs,
): Promise<BrokerChange> {
  const began = performance.now()
  const { id } = node
  const status = statusOf(node)
  const { at, already, done } = verbs[verb]
  const told = (what: BrokerChange['done'], line: (seconds: string) => string): BrokerChange => {
    const tookMs = performance.now() - began
    return printed({ broker: id, done: what, tookMs }, () => line((tookMs / 1_000).toFixed(2)))
  }
  if ((already as readonly BrokerStatus[]).includes(status)) {
    // It may stand still for a reason of its own: a machine that slept, a process that somebody else has stopped.
    if (status === 'running') await untilAnswers(cluster, node)
    return told('already', () => `${brokerInWords(id, status)} already`)
  }
  if (!(at as readonly BrokerStatus[]).includes(status))
    throw new Error(
      `Cannot ${verb} broker ${id}: ${brokerInWords(id, status).replace(/^broker \d+/, 'it')}. Run ${remedy(id, status)} first.`,
    )
  if (verb === 'kill') await killNode(node)
  if (verb === 'stop') await stopNode(node)
  if (verb === 'freeze') {
    freezeNode(node)
    // The lab's own looks go to the others; producers and members find out as any client does.
    if (hasOthers(cluster)) connection.looking.wires.cutOff(node.brokerPort ?? 0)
  }
  if (verb === 'thaw') thawNode(node)
  if (verb === 'start') await restartNode(cluster, node)
  record(null, null, { type: `broker-${done}`, broker: id })
  if (verb === 'thaw' || verb === 'start') await untilAnswers(cluster, node)
  return told(done, (seconds) => `broker ${id} ${done} in ${seconds} s`)
}
