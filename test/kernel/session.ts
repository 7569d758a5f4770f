/**
 * A real Jupyter kernel for tests: session.py starts it through jupyter_client and passes every message on.
 * No kernel outlives the test process: the driver ends it at the end of its input.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import readline from 'node:readline'
import { vi } from 'vitest'
import { collect, type Execution, type Message, MessageLog } from './messages.js'
import { python, untilGone } from './processes.js'

// A kernel takes seconds to start on a busy machine; every wait in here has a bound of its own.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const repository = process.cwd()
const driver = path.join(repository, 'test', 'kernel', 'session.py')

export interface KernelOptions {
  /** True (default): the project's launcher. False: tslab as published. */
  launcher?: boolean
  /** The kernel of this specification in place of either. */
  argv?: readonly string[]
  /** The folder in which it is started; default: the project's. */
  cwd?: string
  /** The project folder to run in; default: this repository. Its environment/kernel is used. */
  root?: string
  /** Variables on top of this process's own. */
  env?: Record<string, string>
}

export interface ExecuteOptions {
  /** False (default): cells after a failing one run all the same, as nbclient asks for with allow_errors. */
  stopOnError?: boolean
  /** What ends the wait: `idle` (default) is the reply and the idle status; `reply` is the reply alone. */
  until?: 'idle' | 'reply'
  timeoutMs?: number
}

export interface Kernel {
  /** Process id of the kernel itself. */
  readonly pid: number
  /** Process id of what started the kernel: the stand-in for the Jupyter server. */
  readonly parentPid: number
  /** Runs one cell. A failing cell is a result, not an exception; a kernel that does not answer is one. */
  execute(code: string, options?: ExecuteOptions): Promise<Execution>
  /** What Shift-Tab shows with the cursor before the character at a position of a cell's text; null for nothing. */
  inspect(code: string, position: number): Promise<string | null>
  /** What the kernel says of itself. */
  information(): Promise<Record<string, unknown>>
  /** The first message that fits, past or future. */
  message(what: string, fits: (message: Message) => boolean): Promise<Message>
  /** What the kernel's process itself printed, outside of Jupyter's messages. */
  processOutput(): string
  /** The stop button. */
  interrupt(): void
  /** Sends shutdown_request and waits for nothing. */
  requestShutdown(): void
  /** Shuts the kernel down politely and waits until its process is gone; throws when it stays. */
  shutdown(): Promise<void>
  /** kill -9 of the kernel; resolves when it is gone. */
  kill9(): Promise<void>
  /** Ends everything, politely or not; safe to call twice. */
  stop(): Promise<void>
}

/**
 * Starts a kernel and waits until it answers.
 *
 *     const kernel = await startKernel()
 *     const { text } = await kernel.execute('1 + 1')   // '2\n'
 *     await kernel.stop()
 *
 * @throws when the kernel does not come up, with what it printed
 */
export async function startKernel(options: KernelOptions = {}): Promise<Kernel> {
  const { launcher = true, root = repository, cwd = root, env = {} } = options
  const stock = launcher
    ? [process.execPath, path.join(root, 'environment', 'kernel', 'launcher.cjs'), '{connection_file}']
    : [
        process.execPath,
        path.join(root, 'node_modules/tslab/bin/tslab'),
        'kernel',
        '--config-path={connection_file}',
      ]
  const folder = mkdtempSync(path.join(tmpdir(), 'kernel-'))
  const spec = { argv: options.argv ?? stock, cwd, env: { ...ownEnvironment(), ...env }, folder }
  const child = spawn(python, [driver, JSON.stringify(spec)], { stdio: ['pipe', 'pipe', 'pipe'] })
  let printed = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    printed += text
  })
  const ended = once(child, 'exit')
  const log = new MessageLog()
  readline.createInterface({ input: child.stdout }).on('line', (line) => log.add(JSON.parse(line)))
  child.once('exit', () => rmSync(folder, { recursive: true, force: true })) // a driver that was killed left it
  child.once('exit', () => log.close(`the kernel's session has ended. It printed:\n${printed}`))
  child.stdin.on('error', () => {}) // a driver that is gone is reported by log.close

  const command = (fields: object): void => {
    child.stdin.write(`${JSON.stringify(fields)}\n`)
  }
  const { pid } = await log.ready
  let asked = 0
  const ask = async (type: string, fields: object): Promise<Record<string, unknown>> => {
    const id = ++asked
    command({ ...fields, id })
    const parent = await log.sent(id, 30_000)
    const replies = (m: Message): boolean => m.parent === parent && m.type === type
    return (await log.message(`the ${type}`, replies, 30_000)).content
  }

  return {
    pid,
    parentPid: child.pid ?? 0,
    async execute(code, { stopOnError = false, until = 'idle', timeoutMs = 30_000 } = {}) {
      const id = ++asked
      command({ op: 'execute', id, code, stop_on_error: stopOnError })
      const parent = await log.sent(id, timeoutMs)
      await log.message(
        `the reply to ${code}`,
        (m) => m.parent === parent && m.type === 'execute_reply',
        timeoutMs,
      )
      if (until === 'idle') await log.message(`the end of ${code}`, isIdle(parent), timeoutMs)
      return collect(log.messages.filter((m) => m.parent === parent))
    },
    async inspect(code, position) {
      const { found, data } = await ask('inspect_reply', { op: 'inspect', code, position })
      return found === true ? String((data as Record<string, unknown>)['text/plain']) : null
    },
    information: () => ask('kernel_info_reply', { op: 'information' }),
    message: (what, fits) => log.message(what, fits, 30_000),
    processOutput: () => printed,
    interrupt: () => command({ op: 'interrupt' }),
    requestShutdown: () => command({ op: 'shutdown' }),
    async shutdown() {
      command({ op: 'shutdown' })
      await untilGone(pid)
      child.stdin.end()
      await ended
    },
    async kill9() {
      process.kill(pid, 'SIGKILL')
      await untilGone(pid)
    },
    async stop() {
      child.stdin.end()
      await ended
      await untilGone(pid)
    },
  }
}

const isIdle =
  (parent: string) =>
  (m: Message): boolean =>
    m.parent === parent && m.type === 'status' && m.content.execution_state === 'idle'

/**
 * Without what vitest adds: a kernel under test sees the environment that a reader's kernel sees. A Kafka is started ahead
 * only where a test is of that: two cores have enough to do.
 */
function ownEnvironment(): NodeJS.ProcessEnv {
  const added = /^(NODE_ENV|NODE_OPTIONS|TEST|MODE|DEV|PROD|SSR|BASE_URL|VITEST.*)$/
  const own = Object.entries(process.env).filter(([name]) => !added.test(name))
  return { ...Object.fromEntries(own), LAB_AHEAD: '0' }
}
