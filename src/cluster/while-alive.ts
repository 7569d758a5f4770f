import type { Cluster } from './cluster.js'

/**
 * Lets the named verbs of `verbs`, all of them asynchronous, say that the cluster has ended where that is why they
 * fail: at once when it has ended before, else as soon as the verb gives up. Returns `verbs`.
 */
export function whileAlive<T extends object>(cluster: Cluster, verbs: T, names: readonly (keyof T)[]): T {
  for (const name of names) {
    const verb = verbs[name] as (...args: unknown[]) => Promise<unknown>
    const guarded = async (...args: unknown[]): Promise<unknown> => {
      refuseIfDead(cluster)
      try {
        return await verb.apply(verbs, args)
      } catch (problem) {
        refuseIfDead(cluster, problem)
        throw problem
      }
    }
    verbs[name] = guarded as T[keyof T]
  }
  return verbs
}

function refuseIfDead(cluster: Cluster, cause?: unknown): void {
  const dead = cluster.dead()
  if (dead !== null)
    throw new Error(`${dead}\nRun the cell with openLab() again: it starts a new one.`, { cause })
}
