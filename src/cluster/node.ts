import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { delimiter } from 'node:path'
import type { Installation } from './installation.js'

/** What one Kafka process is to be. */
export interface NodePlan {
  readonly id: number
  readonly clusterId: string
  /** Port of the broker's listener, on 127.0.0.1. */
  readonly brokerPort: number
  /** Port of the controller's listener, on 127.0.0.1. */
  readonly controllerPort: number
}

/** One running Kafka process with its folder and log. */
export interface KafkaNode {
  readonly id: number
  readonly process: ChildProcess
  readonly brokerPort: number
  readonly logFile: string
  /** Where it keeps its partitions, relative to the project root. */
  readonly dataFolder: string
}

/** A random identifier in Kafka's form: 16 bytes as base64 for URLs. */
export function kafkaUuid(): string {
  return randomBytes(16).toString('base64url')
}

/**
 * Starts one Kafka process, broker and controller in one, with its data below `folder`. Whoever calls it ends it.
 * The data folder is written by hand, which takes 1 ms where StorageTool takes 400: see `Installation`.
 * The process is detached: the notebook's stop button interrupts the kernel's process group and must not end Kafka.
 */
export function startNode(kafka: Installation, folder: string, plan: NodePlan): KafkaNode {
  const home = `${folder}/node-${plan.id}`
  const dataFolder = `${home}/data`
  mkdirSync(dataFolder, { recursive: true })
  const identity = {
    version: 1,
    'cluster.id': plan.clusterId,
    'node.id': plan.id,
    'directory.id': kafkaUuid(),
  }
  writeFileSync(`${dataFolder}/meta.properties`, properties(identity))
  copyFileSync(kafka.bootstrapCheckpoint, `${dataFolder}/bootstrap.checkpoint`)
  writeFileSync(
    `${home}/server.properties`,
    readFileSync('environment/kafka/broker.properties', 'utf8') +
      properties({
        'node.id': plan.id,
        'process.roles': 'broker,controller',
        listeners: `PLAINTEXT://127.0.0.1:${plan.brokerPort},CONTROLLER://127.0.0.1:${plan.controllerPort}`,
        'advertised.listeners': `PLAINTEXT://127.0.0.1:${plan.brokerPort}`,
        'controller.listener.names': 'CONTROLLER',
        'controller.quorum.voters': `${plan.id}@127.0.0.1:${plan.controllerPort}`,
        'log.dirs': dataFolder,
      }),
  )
  const logFile = `${home}/kafka.log`
  const log = openSync(logFile, 'a', 0o600)
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
      `${home}/server.properties`,
    ],
    { detached: true, stdio: ['ignore', log, log], env: environmentOfJava() },
  )
  closeSync(log)
  child.unref()
  return { id: plan.id, process: child, brokerPort: plan.brokerPort, logFile, dataFolder }
}

/** The environment without the variables by which options of the reader's own reach every JVM. */
export function environmentOfJava(): NodeJS.ProcessEnv {
  const env = { ...process.env }
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

function properties(entries: Readonly<Record<string, string | number>>): string {
  return Object.entries(entries)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
}
