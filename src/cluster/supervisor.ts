import { type ChildProcess, spawn } from 'node:child_process'
import { environmentOfChild } from './environment-of-child.js'

/** A process beside the kernel that ends brokers and removes their folder when the kernel is gone. */
export interface Supervisor {
  /** From now on this process is ended with the kernel. */
  watch(pid: number): void
  /** This process has ended: its number may soon be somebody else's. */
  unwatch(pid: number): void
  /** Number of the supervising process, which changes when it was replaced. */
  pid(): number
  /** Ends the supervisor, and with it what it still watches and the folder. */
  end(): void
}

/** How often a supervisor may end within a second of its start before no other is started. */
const quickEnds = 5

/**
 * Starts the supervisor of one data folder. It outlives the kernel by as long as it takes to clean up, kill -9
 * included; when it dies alone it is replaced, unless none of five stays for a second: that is printed, and Kafka runs
 * without. Whoever starts it ends it with `end()` or by dying.
 */
export function supervise(folder: string, script = 'environment/supervisor.mjs'): Supervisor {
  const watched = new Set<number>()
  // Both paths are relative to it, and a cell may change it before the supervisor has to be replaced.
  const cwd = process.cwd()
  let quick = 0
  let ended = false
  let child = start()

  function start(): ChildProcess {
    const began = performance.now()
    // By its arguments a successor knows at once what to end; a line could come too late.
    const started = spawn(process.execPath, [script, folder, ...[...watched].map(String)], {
      cwd,
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      env: environmentOfChild(),
    })
    started.unref()
    // A supervisor that is just dying breaks the pipe; its end, below, brings the next one.
    started.stdin?.on('error', () => {})
    // A process that could not be started tells by 'error' alone.
    started.once('exit', () => replace(began))
    started.once('error', () => replace(began))
    return started
  }

  function replace(began: number): void {
    if (ended) return
    quick = performance.now() - began < 1_000 ? quick + 1 : 0
    if (quick < quickEnds) {
      child = start()
      return
    }
    ended = true
    console.error(
      `Cannot start the process that would end this notebook's Kafka when its kernel is killed: it ended ${quickEnds} times at once. ` +
        'The lab works without it; what a killed kernel leaves behind is ended by the next openLab().',
    )
  }

  return {
    watch(pid) {
      watched.add(pid)
      send(child, { watch: pid })
    },
    unwatch(pid) {
      watched.delete(pid)
      send(child, { unwatch: pid })
    },
    pid: () => child.pid ?? 0,
    end() {
      ended = true
      child.stdin?.end()
    },
  }
}

function send(child: ChildProcess, line: { watch: number } | { unwatch: number }): void {
  child.stdin?.write(`${JSON.stringify(line)}\n`)
}
