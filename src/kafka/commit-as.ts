import type { Kafka } from 'kafkajs'

/** Offsets to commit for one topic: the next offset to read, by partition. */
export interface TopicCommit {
  readonly topic: string
  readonly partitions: ReadonlyMap<number, number>
}

/**
 * Commits offsets for a group that has no members, through a consumer that joins, commits and leaves: about 50 ms,
 * where kafkajs' admin.setOffsets takes 5 s (it waits for a first fetch with kafkajs' default of 5 s).
 * Throws what kafkajs says when the join fails.
 */
export async function commitAs(kafka: Kafka, group: string, commits: readonly TopicCommit[]): Promise<void> {
  const consumer = kafka.consumer({
    groupId: group,
    maxWaitTimeInMs: 10,
    heartbeatInterval: 50,
    sessionTimeout: 10_000,
  })
  await consumer.connect()
  try {
    await consumer.subscribe({ topics: commits.map(({ topic }) => topic) })
    const joined = new Promise<void>((resolve, reject) => {
      consumer.on(consumer.events.GROUP_JOIN, () => resolve())
      consumer.on(consumer.events.CRASH, ({ payload }) => {
        if (!payload.restart) reject(payload.error)
      })
    })
    await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: async () => {} })
    await joined
    await consumer.commitOffsets(
      commits.flatMap(({ topic, partitions }) =>
        [...partitions].map(([partition, offset]) => ({ topic, partition, offset: String(offset) })),
      ),
    )
  } finally {
    await consumer.disconnect()
  }
}
