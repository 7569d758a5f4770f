import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { identify, isRunning, type ProcessIdentity } from './identity.js'

/** Where the data of this project's clusters lives: one folder a cluster, readable by its owner only. */
export const clustersFolder = '.lab/clusters'

/** Who owns a data folder, and which brokers write to it. */
interface Ownership {
  readonly owner: ProcessIdentity
  readonly brokers: readonly ProcessIdentity[]
}

/** Makes a data folder that belongs to this process; the path is relative to the project root. */
export function makeFolder(): string {
  const folder = `${clustersFolder}/${process.pid}-${randomBytes(4).toString('hex')}`
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  recordBrokers(folder, [])
  return folder
}

/** Writes down which brokers use the folder, so that a later lab can end them should nobody else have done so. */
export function recordBrokers(folder: string, pids: readonly number[]): void {
  const ownership: Ownership = { owner: identify(process.pid), brokers: pids.map(identify) }
  writeFileSync(`${folder}/owner.json`, JSON.stringify(ownership))
}

/** Removes a data folder; a broker that is just being ended may still write to it for a moment. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 })
}

/**
 * Ends the brokers and removes the folders whose owner is gone, and returns the folders removed. It finds something
 * only where a kernel and its supervisor both died without a chance to clean up.
 */
export function sweep(): string[] {
  if (!existsSync(clustersFolder)) return []
  const abandoned = readdirSync(clustersFolder)
    .map((name) => `${clustersFolder}/${name}`)
    .filter((folder) => existsSync(`${folder}/owner.json`))
    .filter((folder) => !isRunning(ownership(folder).owner))
  for (const folder of abandoned) {
    for (const broker of ownership(folder).brokers) if (isRunning(broker)) process.kill(broker.pid, 'SIGKILL')
    removeFolder(folder)
  }
  return abandoned
}

function ownership(folder: string): Ownership {
  return JSON.parse(readFileSync(`${folder}/owner.json`, 'utf8')) as Ownership
}
