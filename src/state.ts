import type { Roster } from './kafka/roster.js'
import type { Timeline } from './model/timeline.js'

/**
 * What lives as long as the kernel: processes, sockets, members, the timeline; no behaviour. It hangs on globalThis,
 * so that code which the reader has edited and imported again works on the same cluster.
 */
export interface LabState extends Roster {
  /** From its start to the first answer of a broker, in ms. */
  readonly readyMs: number
  /** Topics, groups and member names that this lab met, in the order in which it met them. */
  readonly topics: Set<string>
  readonly groups: Set<string>
  readonly names: Set<string>
  readonly timeline: Timeline
}

const key = Symbol.for('kafka-groups-lab.state')

const aheadKey = Symbol.for('kafka-groups-lab.ahead')

type Keeper = { [key]?: Promise<LabState> | null; [aheadKey]?: Promise<LabState | null> | null }

/** The state of the lab that is open or opening; null before the first `openLab()` and after the lab was closed. */
export function keptState(): Promise<LabState> | null {
  return (globalThis as Keeper)[key] ?? null
}

/** Keeps the state of a lab that is opening; null forgets it. */
export function keepState(state: Promise<LabState> | null): void {
  ;(globalThis as Keeper)[key] = state
}

/** The state of the lab that was started before a cell asked for one, or null where that failed; null when there is none. */
export function aheadState(): Promise<LabState | null> | null {
  return (globalThis as Keeper)[aheadKey] ?? null
}

/** Keeps the state of a lab that is started ahead; null forgets it. */
export function keepAhead(state: Promise<LabState | null> | null): void {
  ;(globalThis as Keeper)[aheadKey] = state
}
