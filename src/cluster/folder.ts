import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { identify, isRunning, type ProcessIdentity, startTime } from './identity.js'
import { thisMachine } from './machine.js'

/** Where the data of this project's clusters lives: one folder a cluster, readable by its owner only. */
export const clustersFolder = '.lab/clusters'

/** Who owns a data folder, and which brokers write to it. */
interface Ownership {
  /** Where the numbers of these processes mean something. */
  readonly machine: string
  readonly owner: ProcessIdentity
  readonly brokers: readonly ProcessIdentity[]
}

/** Makes a data folder that belongs to this process; the path is relative to the project root. */
export function makeFolder(): string {
  const folder = `${clustersFolder}/${process.pid}-${randomBytes(4).toString('hex')}`
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    recordBrokers(folder, [])
  } catch (problem) {
    removeFolder(folder)
    throw problem
  }
  return folder
}

/**
 * Writes down which brokers use the folder, so that a later lab can end them should nobody else have done so; what is
 * written down already stays there while it runs.
 */
export function recordBrokers(folder: string, pids: readonly number[]): void {
  const others = (ownership(folder)?.brokers ?? []).filter((each) => !pids.includes(each.pid))
  recordAll(folder, [...pids.map(identify), ...others.filter(isRunning)])
}

function recordAll(folder: string, brokers: readonly ProcessIdentity[]): void {
  const ownership: Ownership = { machine: thisMachine(), owner: identify(process.pid), brokers }
  // Renamed into place: another kernel that starts at this moment reads the old record or the new one, never a half.
  writeFileSync(`${folder}/owner.json.new`, JSON.stringify(ownership))
  renameSync(`${folder}/owner.json.new`, `${folder}/owner.json`)
}

/** Writes down one process more that is to be ended with the brokers of the folder. */
export function recordBeside(folder: string, pid: number): void {
  const started = startTime(pid)
  const recorded = ownership(folder)?.brokers ?? []
  if (started !== null) recordAll(folder, [...recorded.filter(isRunning), { pid, started }])
}

/**
 * Removes a data folder; a broker that is just being ended may still write to it for a moment. It is tried again for 3.6 s at
 * most: nothing else happens in this process meanwhile.
 */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 8, retryDelay: 100 })
}

/**
 * Ends the brokers and removes the folders whose owner is gone, and returns the folders removed. It finds something
 * only where a kernel and its supervisor both died without a chance to clean up. Left to a person is a folder without a
 * record that can be read, one of another machine or from before this one's last start (nothing here says whether its
 * owner lives), and one that cannot be removed.
 */
export function sweep(): string[] {
  if (!existsSync(clustersFolder)) return []
  const found = readdirSync(clustersFolder).map((name) => `${clustersFolder}/${name}`)
  const machine = thisMachine()
  return found.filter((folder) => {
    try {
      return sweepOne(folder, machine)
    } catch {
      return false // it must not keep a new cluster from starting
    }
  })
}

function sweepOne(folder: string, machine: string): boolean {
  const record = ownership(folder)
  if (record === null || record.machine !== machine || isRunning(record.owner)) return false
  for (const broker of record.brokers) if (isRunning(broker)) kill(broker.pid)
  removeFolder(folder)
  return true
}

/** Null when there is no record, or none that can be read; another kernel may be sweeping too. */
function ownership(folder: string): Ownership | null {
  try {
    return JSON.parse(readFileSync(`${folder}/owner.json`, 'utf8')) as Ownership
  } catch {
    return null
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it ended by itself since we looked
  }
}
