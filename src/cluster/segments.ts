import { readdirSync, statSync } from 'node:fs'
import type { Segment } from '../model/broker-facts.js'
import type { EmbeddedCluster } from './embedded.js'
import { isBroker, type KafkaNode } from './node.js'

/**
 * The segments of one topic, as the brokers have them on disk, by partition and offset. Replicas are copies: those of
 * the first broker that has the partition are taken.
 */
export function segmentsOf({ nodes }: EmbeddedCluster, topic: string): Segment[] {
  const folders = new Map<number, string>()
  for (const node of nodes.filter(isBroker))
    for (const { partition, folder } of partitionsOn(node, topic))
      if (!folders.has(partition)) folders.set(partition, folder)
  return [...folders]
    .sort(([one], [other]) => one - other)
    .flatMap(([partition, folder]) =>
      readdirSync(folder)
        .filter((file) => file.endsWith('.log'))
        .sort()
        .map((file) => ({ topic, partition, file, bytes: statSync(`${folder}/${file}`).size })),
    )
}

function partitionsOn({ dataFolder }: KafkaNode, topic: string): { partition: number; folder: string }[] {
  const pattern = new RegExp(`^${topic.replaceAll('.', '\\.')}-(\\d+)$`)
  return readdirSync(dataFolder).flatMap((name) => {
    const partition = pattern.exec(name)?.[1]
    return partition === undefined ? [] : [{ partition: Number(partition), folder: `${dataFolder}/${name}` }]
  })
}
