import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { delimiter } from 'node:path'
import { createInterface } from 'node:readline'
import type { Cluster } from './cluster.js'
import { isEmbedded } from './embedded.js'
import { recordBeside } from './folder.js'
import { installation } from './installation.js'
import { environmentOfJava } from './node.js'

/** A Java process that hosts members of share groups. State only: `ask` speaks with it. */
export interface ShareProcess {
  readonly process: ChildProcess
  /** What waits for an answer, by the number of its request. */
  readonly waiting: Map<number, Waiting>
  /** The last lines that Java wrote beside its answers. */
  readonly log: string[]
  /** How many requests it was sent. */
  sent: number
}

interface Waiting {
  readonly resolve: (answer: unknown) => void
  readonly reject: (problem: Error) => void
}

/** What Kafka's Java client threw. */
export interface JavaError extends Error {
  /** The name of its class, without its package. */
  readonly javaClass: string
}

/** Whether Kafka's Java client threw it; also for one that was thrown before this code was loaded anew. */
export function isJavaError(problem: unknown): problem is JavaError {
  return problem instanceof Error && 'javaClass' in problem
}

/** How many lines of Java's log are kept. */
const mostLines = 5

/**
 * Starts Java on the jars of the brokers with environment/kafka/share-members.js, interpreted by Rhino; ready to be asked
 * at once, it answers first after about 0.4 s with the JVM cache. Whoever starts it ends it with `endShareProcess`; it ends
 * by itself with this process, whose pipe is its standard input, and on a cluster of the lab's own by the supervisor's hand.
 */
export function startShareProcess(cluster: Cluster): ShareProcess {
  const kafka = installation()
  const cache = existsSync(kafka.jvmCache) ? [`-XX:AOTCache=${kafka.jvmCache}`] : []
  const child = spawn(
    kafka.java,
    [
      '@environment/kafka/jvm.options',
      '-Xmx64m',
      '-Dorg.slf4j.simpleLogger.defaultLogLevel=error',
      ...cache,
      '-cp',
      kafka.classPath.join(delimiter),
      'org.mozilla.javascript.tools.shell.Main',
      ...['-opt', '-1', '-version', '200', 'environment/kafka/share-members.js'],
      cluster.brokers.join(','),
    ],
    { detached: true, stdio: ['pipe', 'pipe', 'pipe'], env: environmentOfJava() },
  )
  const host: ShareProcess = { process: child, waiting: new Map(), log: [], sent: 0 }
  createInterface({ input: child.stdout }).on('line', (line) => settle(host, line))
  createInterface({ input: child.stderr }).on('line', (line) => {
    host.log.push(line)
    host.log.splice(0, host.log.length - mostLines)
  })
  // A process that is just dying breaks the pipe; its end, below, says more.
  child.stdin.on('error', () => {})
  child.once('error', (problem) => rejectAll(host, problem))
  child.once('exit', () => rejectAll(host, null))
  letGo(child, true)
  if (isEmbedded(cluster) && child.pid !== undefined) {
    const { pid } = child
    cluster.supervisor.watch(pid)
    recordBeside(cluster.folder, pid)
    child.once('exit', () => cluster.supervisor.unwatch(pid))
  }
  return host
}

/** Sends a request and returns Java's answer to it. Throws a `JavaError` with what Java threw, and a sentence when Java ends. */
export function ask<Answer>(host: ShareProcess, verb: string, request: object = {}): Promise<Answer> {
  const end = endOfShareProcess(host)
  if (end !== null) return Promise.reject(new Error(end))
  const id = ++host.sent
  return new Promise<Answer>((resolve, reject) => {
    host.waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject })
    letGo(host.process, false)
    host.process.stdin?.write(`${JSON.stringify({ id, verb, ...request })}\n`)
  })
}

/** Why the process can no longer be asked, as a sentence; null while it can. */
export function endOfShareProcess({ process: child, log }: ShareProcess): string | null {
  const { exitCode, signalCode, pid } = child
  if (pid !== undefined && exitCode === null && signalCode === null) return null
  const how =
    pid === undefined
      ? 'it could not be run'
      : signalCode === null
        ? `exit code ${exitCode}`
        : `signal ${signalCode}`
  const last = log.length === 0 ? '' : ` Its last lines:\n${log.join('\n')}\n`
  return `The Java process of this notebook's share group members has ended (${how}).${last}`
}

/** Ends the process at once; its members are then gone without a word. */
export async function endShareProcess(host: ShareProcess): Promise<void> {
  if (endOfShareProcess(host) !== null) return
  const gone = once(host.process, 'exit')
  letGo(host.process, false)
  host.process.kill('SIGKILL')
  await gone
}

function settle(host: ShareProcess, line: string): void {
  const { id, answer, error } = JSON.parse(line) as {
    id: number
    answer?: unknown
    error?: { type: string; message: string }
  }
  const waiting = host.waiting.get(id)
  host.waiting.delete(id)
  if (host.waiting.size === 0) letGo(host.process, true)
  if (error === undefined) waiting?.resolve(answer)
  else waiting?.reject(Object.assign(new Error(error.message), { javaClass: error.type }))
}

function rejectAll(host: ShareProcess, problem: Error | null): void {
  const waiting = [...host.waiting.values()]
  host.waiting.clear()
  const end = endOfShareProcess(host) ?? 'The Java process could not be reached.'
  for (const { reject } of waiting) reject(new Error(end, { cause: problem ?? undefined }))
}

/** While nothing is asked, the process keeps a plain script from ending no more than a broker does. */
function letGo(child: ChildProcess, free: boolean): void {
  const handles = [child, child.stdin, child.stdout, child.stderr] as { ref?(): void; unref?(): void }[]
  for (const handle of handles) free ? handle.unref?.() : handle.ref?.()
}
