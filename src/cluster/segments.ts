import { readdirSync, statSync } from 'node:fs'
import type { Segment } from '../model/broker-facts.js'
import type { EmbeddedCluster } from './embedded.js'

/** The segments of one topic, as the broker has them on disk, by partition and offset. */
export function segmentsOf({ node }: EmbeddedCluster, topic: string): Segment[] {
  const pattern = new RegExp(`^${topic.replaceAll('.', '\\.')}-(\\d+)$`)
  return readdirSync(node.dataFolder)
    .flatMap((name) => {
      const partition = pattern.exec(name)?.[1]
      return partition === undefined ? [] : [{ name, partition: Number(partition) }]
    })
    .sort((a, b) => a.partition - b.partition)
    .flatMap(({ name, partition }) =>
      readdirSync(`${node.dataFolder}/${name}`)
        .filter((file) => file.endsWith('.log'))
        .sort()
        .map((file) => ({
          topic,
          partition,
          file,
          bytes: statSync(`${node.dataFolder}/${name}/${file}`).size,
        })),
    )
}
