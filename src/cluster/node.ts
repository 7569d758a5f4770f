import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, statfsSync } from 'node:fs'
import { delimiter } from 'node:path'
import { environmentOfChild } from './environment-of-child.js'
import type { Installation } from './installation.js'
import type { NodeHome, NodePlan, NodeRole } from './node-home.js'

/** One Kafka process of a cluster, with its folder and log: state only, so that code that is loaded anew finds it as it was. */
export interface KafkaNode extends NodeHome {
  readonly id: number
  readonly roles: readonly NodeRole[]
  /** On 127.0.0.1; null for a controller that is no broker. */
  readonly brokerPort: number | null
  /** On 127.0.0.1; null for a broker that is no controller. */
  readonly controllerPort: number | null
  /** The one that was started last. */
  process: ChildProcess
  /** What the lab did to this process; null: nothing, so that an end of it is an accident. */
  done: 'killed' | 'stopped' | 'frozen' | null
}

/** Starts the process of a node whose folder was made. Whoever calls it ends it. */
export function startNode(kafka: Installation, home: NodeHome, plan: NodePlan): KafkaNode {
  const { id, roles, brokerPort, controller } = plan
  const controllerPort = roles.includes('controller') ? controller.port : null
  return { ...home, id, roles, brokerPort, controllerPort, process: spawnKafka(kafka, home), done: null }
}

/**
 * Starts a Kafka process on its folder, with an empty log: what the log says is of this process. Whoever calls it ends it.
 * The process is detached: the notebook's stop button interrupts the kernel's process group and must not end Kafka.
 */
export function spawnKafka(kafka: Installation, { properties, logFile }: NodeHome): ChildProcess {
  const log = openSync(logFile, 'w', 0o600)
  const cache = existsSync(kafka.jvmCache) ? [`-XX:AOTCache=${kafka.jvmCache}`] : []
  const child = spawn(
    kafka.java,
    [
      '@environment/kafka/jvm.options',
      // Its one line of information, "Kafka Server started", is how `hasStarted` knows.
      '-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info',
      ...cache,
      '-cp',
      kafka.classPath.join(delimiter),
      'kafka.Kafka',
      properties,
    ],
    { detached: true, stdio: ['ignore', log, log], env: environmentOfJava() },
  )
  closeSync(log)
  child.unref()
  // One that could not be started also has no number, which is how it is noticed.
  child.on('error', () => {})
  return child
}

/** Whether clients can talk to it. */
export function isBroker({ roles }: Pick<KafkaNode, 'roles'>): boolean {
  return roles.includes('broker')
}

/** The environment without the variables by which options of the reader's own reach every JVM. */
export function environmentOfJava(): NodeJS.ProcessEnv {
  const env = environmentOfChild()
  for (const name of ['JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS', '_JAVA_OPTIONS', 'CLASSPATH']) delete env[name]
  return env
}

/** Whether the process has ended, and how: null while it runs. */
export function endOf(node: KafkaNode): string | null {
  const { exitCode, signalCode } = node.process
  if (exitCode === null && signalCode === null) return null
  return signalCode === null ? `exit code ${exitCode}` : `signal ${signalCode}`
}

/**
 * Whether Kafka says in its log that it has started and its listeners are open. An open port would say less: another
 * program may hold it.
 */
export function hasStarted(node: KafkaNode): boolean {
  return logOf(node).includes('Kafka Server started')
}

/** Whether Kafka says in its log that another program holds one of its ports. */
export function foundPortTaken(node: KafkaNode): boolean {
  return /Address already in use|BindException/.test(logOf(node))
}

/** How much room Kafka needs at least for what it writes next; with less its end is put down to the disk. */
const leastRoomBytes = 100_000

/** Why a process of Kafka has ended, for the end of a sentence: the disk where that is full, and otherwise its last log lines. */
export function lastWords(node: KafkaNode): string {
  // The log lies on the same disk, and may have found no room for the reason either.
  if (/No space left on device/.test(logOf(node)) || roomBytes(node) < leastRoomBytes) return diskIsFull
  return `Its last log lines:\n${lastLogLines(node)}`
}

/** What is said where Kafka finds no room for its data. */
export const diskIsFull =
  "The disk is full: Kafka's data lies in the folder .lab/clusters of this project, and is removed when its notebook is shut down. " +
  'Shut down notebooks that you no longer need, or make room on that disk.'

function roomBytes({ dataFolder }: KafkaNode): number {
  if (!existsSync(dataFolder)) return Number.POSITIVE_INFINITY
  const { bavail, bsize } = statfsSync(dataFolder)
  return bavail * bsize
}

/**
 * The last lines of the node's log without the frames of stack traces, for a sentence about its death: of its warnings
 * and errors (with what belongs to them) where there are any.
 */
export function lastLogLines(node: KafkaNode, count = 5): string {
  const lines = logOf(node)
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s+(at |\.\.\. \d+ more)/.test(line))
  let harmless = false
  const telling = lines.filter((line) => {
    const level = /^[\d:.]+ ([A-Z]+) /.exec(line)?.[1]
    if (level !== undefined) harmless = !/^(WARN|ERROR)$/.test(level)
    return !harmless
  })
  const chosen = telling.length > 0 ? telling : lines
  return chosen.length === 0 ? '(its log is empty)' : chosen.slice(-count).join('\n')
}

function logOf({ logFile }: KafkaNode): string {
  return existsSync(logFile) ? readFileSync(logFile, 'utf8') : ''
}
