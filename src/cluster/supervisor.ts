import { type ChildProcess, spawn } from 'node:child_process'

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

/**
 * Starts the supervisor of one data folder. It outlives the kernel by as long as it takes to clean up, kill -9
 * included; when it dies alone it is replaced. Whoever starts it ends it with `end()` or by dying.
 */
export function supervise(folder: string): Supervisor {
  const watched = new Set<number>()
  let ended = false
  let child = start()

  function start(): ChildProcess {
    const started = spawn(process.execPath, ['environment/supervisor.mjs', folder], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    started.unref()
    // A supervisor that is just dying breaks the pipe; its exit, below, brings the next one.
    started.stdin?.on('error', () => {})
    for (const pid of watched) send(started, { watch: pid })
    started.once('exit', () => {
      if (!ended) child = start()
    })
    return started
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
