import { type ReadReceipt, readReceipts } from '../../src/model/read-receipts.js'

const topic = 'chatroom_12345'

/** So many messages of one partition; each user with a committed offset and, for whoever came later, the log end then. */
export function room(
  many: number,
  users: Readonly<Record<string, readonly [committed: number | null, since?: number]>>,
): ReadReceipt[] {
  const messages = Array.from({ length: many }, (_, offset) => ({ topic, partition: 0, offset }))
  const readers = Object.entries(users).map(([user, [committed, end]]) => {
    const since = end === undefined ? {} : { since: [{ topic, partition: 0, end }] }
    return [user, { group: { committed: { [topic]: [committed] } }, ...since }]
  })
  return readReceipts(messages, Object.fromEntries(readers))
}

/** Lesson 08: twelve messages; dave came in after eight, and has read some of what was sent before. */
export const fourUsers: ReadReceipt[] = room(12, {
  alice: [12],
  bob: [10],
  charlie: [7],
  dave: [3, 8],
})

/** More messages and users than can be drawn, with long names. */
export const crowdedRoom: ReadReceipt[] = room(
  500,
  Object.fromEntries(
    Array.from({ length: 30 }, (_, at) => [`user-with-a-long-name-${at}`, [at * 17, at * 9]] as const),
  ),
)
