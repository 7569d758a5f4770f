import type { Membership } from '../../src/kafka/membership.js'

/**
 * Lets a member of one broker fetch nothing more, and returns when no fetch of it is under way: it does not hear then
 * that its topic is deleted, for which it would join anew and forget what it has to commit.
 */
export async function fetchNoMore({ consumer, connection, topics }: Membership): Promise<void> {
  const nextIsEmpty = new Promise<void>((resolve) => {
    const remove = consumer.on(consumer.events.FETCH_START, () => {
      remove()
      resolve()
    })
  })
  consumer.pause(topics.map((topic) => ({ topic: connection.cluster.prefix + topic })))
  await nextIsEmpty
}
