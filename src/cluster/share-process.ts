import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { delimiter } from 'node:path'
import { createInterface } from 'node:readline'
import type { Cluster } from './cluster.js'
import { isEmbedded } from './embedded.js'
import { recordBeside } from './folder.js'
import { installation } from './installation.js'
import { javaProperties } from './java-properties.js'
import { environmentOfJava } from './node.js'

/** A Java process that hosts members of share groups. State only: `ask` speaks with it. */
export interface ShareProcess {
  readonly process: ChildProcess
  /** What waits for an answer, by the number of its request. */
  readonly waiting: Map<number, Waiting>
  /** The last lines that Java wrote beside its answers, and cut short if long. */
  readonly log: string[]
  /** How many requests it was sent. */
  sent: number
}

interface Waiting {
  readonly resolve: (answer: unknown) => void
  /** Takes what is answered piece by piece, before the answer itself. */
  readonly take: (piece: unknown) => void
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

/** How many lines of Java's log are kept, and how many characters of each. */
const mostLines = 5
const longestLine = 500

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
      // Each member holds up to some MiB of what it acquired; a JVM without memory answers no more, so that it had better end.
      '-Xmx256m',
      '-XX:+ExitOnOutOfMemoryError',
      // Standard output is for answers.
      '-XX:+DisplayVMOutputToStderr',
      '-Dorg.slf4j.simpleLogger.defaultLogLevel=error',
      ...cache,
      '-cp',
      kafka.classPath.join(delimiter),
      'org.mozilla.javascript.tools.shell.Main',
      ...['-opt', '-1', '-version', '200', 'environment/kafka/share-members.js'],
    ],
    { detached: true, stdio: ['pipe', 'pipe', 'pipe'], env: environmentOfJava() },
  )
  const host: ShareProcess = { process: child, waiting: new Map(), log: [], sent: 0 }
  createInterface({ input: child.stdout }).on('line', (line) => settle(host, line))
  createInterface({ input: child.stderr }).on('line', (line) => noted(host, line))
  // A process that is just dying breaks the pipe; its end, below, says more.
  child.stdin.on('error', () => {})
  child.once('error', (problem) => rejectAll(host, problem))
  child.once('exit', () => rejectAll(host, null))
  // By the pipe: everybody on this machine can read the arguments of a process.
  child.stdin.write(`${JSON.stringify(javaProperties(cluster.brokers, cluster.security))}\n`)
  letGo(child, true)
  if (isEmbedded(cluster) && child.pid !== undefined) {
    const { pid } = child
    cluster.supervisor.watch(pid)
    recordBeside(cluster.folder, pid)
    child.once('exit', () => cluster.supervisor.unwatch(pid))
  }
  return host
}

/**
 * Sends a request and returns Java's answer to it; `take` is given what comes piece by piece, before the answer. Throws a
 * `JavaError` with what Java threw, and a sentence when Java ends.
 */
export function ask<Answer, Piece = never>(
  host: ShareProcess,
  verb: string,
  request: object = {},
  take: (piece: Piece) => void = () => {},
): Promise<Answer> {
  const end = endOfShareProcess(host)
  if (end !== null) return Promise.reject(new Error(end))
  const id = ++host.sent
  return new Promise<Answer>((resolve, reject) => {
    host.waiting.set(id, {
      resolve: resolve as (answer: unknown) => void,
      take: take as (piece: unknown) => void,
      reject,
    })
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

interface Line {
  readonly id: number
  readonly piece?: unknown
  readonly answer?: unknown
  readonly error?: { readonly type: string; readonly message: string }
}

function settle(host: ShareProcess, line: string): void {
  const said = lineOf(line)
  if (said === null) {
    noted(host, line)
    return
  }
  const { id, piece, answer, error } = said
  const waiting = host.waiting.get(id)
  if (piece !== undefined) {
    waiting?.take(piece)
    return
  }
  host.waiting.delete(id)
  if (host.waiting.size === 0) letGo(host.process, true)
  if (error === undefined) waiting?.resolve(answer)
  else waiting?.reject(Object.assign(new Error(error.message), { javaClass: error.type }))
}

/** A line of the script; null for one that something else in Java has written. */
function lineOf(line: string): Line | null {
  try {
    const said = JSON.parse(line) as Line | null
    return typeof said?.id === 'number' ? said : null
  } catch {
    return null
  }
}

function noted({ log }: ShareProcess, line: string): void {
  log.push(line.slice(0, longestLine))
  log.splice(0, log.length - mostLines)
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
