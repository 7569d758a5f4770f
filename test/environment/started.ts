import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** JupyterLab as `npm start` has started it. */
export interface Started {
  readonly child: ChildProcess
  /** What was printed so far. */
  readonly output: () => string
  /** The address that was printed, with its token. */
  readonly address: URL
}

/** Those that were started here and have not been asked to end. */
const running = new Set<ChildProcess>()

/**
 * Starts npm start's script as a reader without a display does, and waits for the address.
 *
 *     const { address } = await startJupyterLab()
 *     await endJupyterLab()
 *
 * @param env variables on top of this process's own
 */
export async function startJupyterLab(env: Readonly<Record<string, string>> = {}): Promise<Started> {
  const child = spawn(process.execPath, ['environment/start.mjs', '--no-browser'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let text = ''
  const address = await new Promise<URL>((resolve, reject) => {
    const read = (part: Buffer): void => {
      text += part
      const found = /http:\/\/\S+/.exec(text)
      if (found && text.endsWith('.lab/jupyterlab.log.\n')) resolve(new URL(found[0]))
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('exit', () => reject(new Error(`ended before it was ready: ${text}`)))
  })
  return { child, output: () => text, address }
}

/** Ends what {@link startJupyterLab} started and waits until it has ended; the kernels end with it. */
export async function endJupyterLab(): Promise<void> {
  for (const child of running) {
    running.delete(child)
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
}
