import type { Cluster } from './cluster.js'

/** Throws why the cluster can no longer be used, with the next step; does nothing while it can. */
export function refuseIfDead(cluster: Cluster, cause?: unknown): void {
  const dead = cluster.dead()
  if (dead === null) return
  const again = cluster.kind === 'embedded' ? 'it starts a new one' : 'it connects anew'
  throw new Error(`${dead}\nRun the cell with openLab() again: ${again}.`, { cause })
}
