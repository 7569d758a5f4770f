import type { Cluster } from '../cluster/cluster.js'
import { waitFor } from '../wait.js'
import { createClient } from './client.js'
import { avoidingFrozen, silenceOn } from './silence.js'
import { wires } from './wires.js'

/** Offsets to commit for one topic: the next offset to read, by partition. */
export interface TopicCommit {
  readonly topic: string
  readonly partitions: ReadonlyMap<number, number>
}

/**
 * Commits offsets for a group that has no members, through a consumer that joins, commits and leaves: about 50 ms,
 * where kafkajs' admin.setOffsets takes 5 s (it waits for a first fetch with kafkajs' default of 5 s).
 * Throws what kafkajs says when the join fails, and a sentence when the group has not let it in within 10 s.
 */
export async function commitAs(
  cluster: Cluster,
  group: string,
  commits: readonly TopicCommit[],
): Promise<void> {
  const { requestTimeoutMs, silentMs } = silenceOn(cluster)
  const line = wires({ silentMs, ...avoidingFrozen(cluster) })
  const kafka = createClient({
    to: cluster,
    clientId: 'kafka-groups-lab',
    socketFactory: line.factory,
    requestTimeoutMs,
  })
  const consumer = kafka.consumer({
    groupId: group,
    maxWaitTimeInMs: 10,
    heartbeatInterval: 50,
    sessionTimeout: 10_000,
    allowAutoTopicCreation: false,
    retry: { restartOnFailure: async () => false },
  })
  let joined = false
  let problem: Error | null = null
  consumer.on(consumer.events.GROUP_JOIN, () => {
    joined = true
  })
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    problem = payload.error
  })
  try {
    await consumer.connect()
    await consumer.subscribe({ topics: commits.map(({ topic }) => topic) })
    // It resolves when the group has let the consumer in, which may be never.
    void consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: async () => {} })
    await waitFor(`group '${group}' to let the lab in, which commits for it`, () => {
      if (problem !== null) throw problem
      return joined || undefined
    })
    await consumer.commitOffsets(
      commits.flatMap(({ topic, partitions }) =>
        [...partitions].map(([partition, offset]) => ({ topic, partition, offset: String(offset) })),
      ),
    )
  } finally {
    // kafkajs goes on with a join that is half done, and disconnect() waits for it: as long as the group likes.
    if (!joined) line.cut()
    await consumer.disconnect()
    line.cut()
  }
}
