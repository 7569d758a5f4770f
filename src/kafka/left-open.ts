import type { Roster } from './roster.js'
import { silenceOn } from './silence.js'
import { untilOver } from './transactional.js'

/** Transactions whose producer has crashed or lost its coordinator, by transactional id: the real names of the topics that they sent to. */
export type LeftOpen = Map<string, ReadonlySet<string>>

/**
 * Aborts the transactions, left open, that sent to one of these topics, which are real names. When their time was up later,
 * the broker would write the end of each into the topics that have these names then, and a topic made anew would not be empty.
 */
export async function abortLeftOpen(
  { connection, leftOpen }: Pick<Roster, 'connection' | 'leftOpen'>,
  topics: readonly string[],
): Promise<void> {
  const { cluster } = connection
  const { requestTimeoutMs } = silenceOn(cluster)
  const clientId = 'kafka-groups-lab'
  for (const [transactionalId, sentTo] of leftOpen) {
    if (!topics.some((topic) => sentTo.has(topic))) continue
    leftOpen.delete(transactionalId)
    await untilOver({
      client: { to: cluster, clientId, requestTimeoutMs },
      transactionalId,
      timeoutMs: 10_000,
      isOver: () => cluster.dead() !== null,
    })
  }
}
