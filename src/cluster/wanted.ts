import { shown } from '../model/shown.js'
import type { Cluster } from './cluster.js'
import { isEmbedded } from './embedded.js'
import { isBroker } from './node.js'
import type { BrokerCount } from './node-plans.js'

/** The number of brokers that was asked for. Throws a sentence for any other than 1 and 3. */
export function wantedBrokers(brokers: unknown): BrokerCount {
  if (brokers === 1 || brokers === 3) return brokers
  throw new TypeError(
    `Cannot open a lab with ${shown(brokers)} brokers: wanted 1 or 3. Leave brokers out for one, or call openLab({ brokers: 3 }).`,
  )
}

/** Throws a sentence when the cluster of the lab that is open is not the one that was asked for. */
export function refuseAnother(cluster: Cluster, wanted: BrokerCount): void {
  const found = isEmbedded(cluster) ? cluster.nodes.filter(isBroker).length : 1
  if (found === wanted) return
  const there = isEmbedded(cluster) ? `has ${found}` : 'is on an existing cluster'
  const call = wanted === 1 ? 'openLab({ brokers: 3 })' : 'openLab()'
  throw new Error(
    `Cannot open a lab with ${wanted === 1 ? '1 broker' : `${wanted} brokers`}: the lab of this notebook is open already and ${there}. ` +
      `Restart the kernel and run the cell again, or call ${call} for the lab that is open.`,
  )
}
