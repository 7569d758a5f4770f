import { named, shown } from '../model/shown.js'
import { waitFor } from '../wait.js'
import type { Connection } from './connection.js'
import { notOurs } from './ours.js'
import { hasOthers } from './silence.js'
import { listTopics } from './topics.js'

/** How long one broker may take to hear of a topic that another one knows, in ms. */
const hearsayMs = 1_000

/** Throws when one of the topics does not exist, or not as the lab's; names are without prefix. */
export async function mustExist(
  connection: Connection,
  topics: readonly string[],
  cannot: string,
): Promise<void> {
  const { admin, cluster } = connection
  for (const topic of topics)
    if (typeof topic !== 'string') throw new Error(`${cannot}: ${unknownTopic(connection, topic, [])}`)
  const began = performance.now()
  const { known, missing } = await waitFor(
    'the topics',
    async () => {
      const known = await listTopics(admin)
      const missing = topics.findIndex((topic) => !known.includes(cluster.prefix + topic))
      const late = missing >= 0 && hasOthers(cluster) && performance.now() - began < hearsayMs
      return late ? undefined : { known, missing }
    },
    { everyMs: 20 },
  )
  if (missing >= 0) throw new Error(`${cannot}: ${unknownTopic(connection, topics[missing], known)}`)
}

/** What to say of a topic that does not exist, or not as the lab's. It may be no name at all: a cell is not strict. */
export function unknownTopic({ cluster }: Connection, topic: unknown, known: readonly string[]): string {
  const { prefix, brokers } = cluster
  if (typeof topic !== 'string')
    return `wanted the name of a topic, found ${shown(topic)}. Name one that the lab has provisioned.`
  const ours = known.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length))
  if (known.includes(topic)) return `there is a topic ${named(topic)}, but ${notOurs(prefix, brokers)}`
  const there = ours.length === 0 ? 'there is no topic yet' : `there are ${ours.join(', ')}`
  return `topic ${named(topic)} does not exist (${there}). Check the name, or run the cell that provisions it.`
}
