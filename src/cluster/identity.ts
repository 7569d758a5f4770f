import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { environmentOfChild } from './environment-of-child.js'

/** A process that cannot be mistaken for a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number
  /** When it started, in the words of the operating system; only good for comparing. */
  readonly started: string
}

/**
 * When the process with this number started, or null when there is none (or only its zombie). Throws a sentence when
 * the system does not tell: not to know is not the same as to know that it is gone.
 */
export function startTime(pid: number): string | null {
  if (process.platform === 'linux') return startTimeFromProc(pid)
  const [command, args] =
    process.platform === 'win32'
      ? ['powershell', ['-NoProfile', '-Command', fromPowerShell(pid)]]
      : ['ps', ['-o', 'lstart=', '-p', String(pid)]]
  const { error, status, stdout, stderr } = spawnSync(command as string, args as string[], {
    encoding: 'utf8',
    env: environmentOfChild(),
  })
  const said = stdout?.trim() ?? ''
  if (error !== undefined || status === null || stderr.trim() !== '') throw unknown(pid, error ?? stderr)
  return said === '' ? null : said
}

/** The identity of a running process. Throws when no process has this number. */
export function identify(pid: number): ProcessIdentity {
  const started = startTime(pid)
  if (started === null)
    throw new Error(`Cannot identify process ${pid}: no process with this number is running.`)
  return { pid, started }
}

/** Whether exactly this process is still running. */
export function isRunning({ pid, started }: ProcessIdentity): boolean {
  return startTime(pid) === started
}

/** Nothing, with exit code 0, for a process that does not exist. */
function fromPowerShell(pid: number): string {
  return `$p = Get-Process -Id ${pid} -ErrorAction SilentlyContinue; if ($p) { $p.StartTime.ToFileTimeUtc() }`
}

/** Field 22 of /proc/PID/stat counts clock ticks from boot; field 3 is the state. See proc(5). */
function startTimeFromProc(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? null : (fields[19] ?? null)
  } catch (problem) {
    // ESRCH: it ended while its file was read.
    if (/^(ENOENT|ESRCH)$/.test((problem as NodeJS.ErrnoException).code ?? '')) return null
    throw unknown(pid, problem)
  }
}

function unknown(pid: number, cause: unknown): Error {
  return new Error(`Cannot find out whether process ${pid} is running: the system does not tell.`, { cause })
}
