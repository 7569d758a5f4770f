import { type Connection, lookingAt } from './connection.js'
import { changeInner } from './inner-cluster.js'
import { logBounds } from './topics.js'

/** What of a transaction a member sees: only what was committed, or all that is written, aborted or still open. */
export type IsolationLevel = 'read_committed' | 'read_uncommitted'

/** The two levels: kafkajs' default first. */
export const isolationLevels: readonly IsolationLevel[] = ['read_committed', 'read_uncommitted']

/**
 * First and next offset of each partition for a reader of this level: read_committed ends at the last stable offset,
 * read_uncommitted at the high watermark. `topic` is a real name.
 */
export function boundsFor(
  connection: Connection,
  isolationLevel: IsolationLevel,
  topic: string,
  options?: Parameters<typeof logBounds>[2],
): ReturnType<typeof logBounds> {
  return isolationLevel === 'read_committed'
    ? logBounds(connection.admin, topic, options)
    : uncommittedBounds(connection, topic, options)
}

/** Asks through an admin client made for this call: kafkajs' own always asks for the last stable offset. */
async function uncommittedBounds(
  { cluster }: Connection,
  topic: string,
  options?: Parameters<typeof logBounds>[2],
): ReturnType<typeof logBounds> {
  const { kafka } = lookingAt(cluster)
  changeInner(kafka, (inner) => {
    inner.isolationLevel = 0
  })
  const admin = kafka.admin()
  try {
    await admin.connect()
    return await logBounds(admin, topic, options)
  } finally {
    await admin.disconnect()
  }
}
