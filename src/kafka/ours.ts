import type { Cluster } from '../cluster/cluster.js'

/**
 * The last word before the lab deletes, recreates or resets something: on a cluster that it shares, only names with
 * its prefix are its own. Throws a sentence for any other; on a cluster of the lab's own every name passes.
 *
 *     mustBeOurs(cluster, ['lab.maria-1a2b.orders'], 'delete')
 */
export function mustBeOurs({ prefix, brokers }: Cluster, names: readonly string[], verb: string): void {
  const foreign = names.find((name) => !name.startsWith(prefix))
  if (foreign !== undefined) throw new Error(`Cannot ${verb} '${foreign}': ${notOurs(prefix, brokers)}`)
}

/** What to say of a name that exists on a shared cluster, but without the lab's prefix. */
export function notOurs(prefix: string, brokers: readonly string[]): string {
  return (
    `on the cluster at ${brokers.join(', ')} the lab touches only names that begin with '${prefix}', and this one belongs to somebody else. ` +
    'Use a name that the lab itself has provisioned or joined.'
  )
}
