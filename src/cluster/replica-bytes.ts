import { existsSync, readdirSync, statSync } from 'node:fs'
import type { EmbeddedCluster } from './embedded.js'

/** How many bytes of one partition a broker has on its disk; null when it has not made its log there. */
export function replicaBytes({ nodes }: EmbeddedCluster, id: number, partition: string): number | null {
  const node = nodes.find((each) => each.id === id)
  const folder = `${node?.dataFolder}/${partition}`
  if (!existsSync(folder)) return null
  return readdirSync(folder)
    .filter((file) => file.endsWith('.log'))
    .reduce((sum, file) => sum + statSync(`${folder}/${file}`).size, 0)
}
