import { waitFor } from '../wait.js'
import { acknowledge } from './acknowledge.js'
import { leave } from './ending.js'
import { boundsFor } from './isolation.js'
import { join } from './join.js'
import type { Membership } from './membership.js'
import type { Message } from './message.js'
import { receive } from './receive.js'
import type { Roster } from './roster.js'

/** Reading alone in its group it need not be noticed soon when it dies, and a busy process does not cost it its session. */
const sessionTimeoutMs = 10_000

/**
 * All committed messages of a topic, to where its log ends now, by partition and offset: read by a member of a group of
 * its own, which must not exist and which stays, without members. Waits for transactions that are open in it.
 */
export async function readWhole(roster: Roster, topic: string, group: string): Promise<Message[]> {
  await untilStable(roster, topic)
  const [member] = (await join(roster, group, [topic], { as: 'reader', sessionTimeoutMs })) as [Membership]
  try {
    const messages: Message[] = []
    for (;;) {
      const news = await receive(member)
      if (news.length === 0) return messages.sort((a, b) => a.partition - b.partition || a.offset - b.offset)
      messages.push(...news)
      // An inbox that is full makes room by what is acknowledged.
      await acknowledge(member, news)
    }
  } finally {
    await leave(roster, member)
  }
}

/** Waits until what a topic holds now is all committed or aborted: readers of committed messages go no further than that. */
async function untilStable({ connection }: Roster, topic: string): Promise<void> {
  const real = connection.cluster.prefix + topic
  const ends = await boundsFor(connection, 'read_uncommitted', real)
  await waitFor(
    `the transactions that are open in '${topic}' to be committed or aborted`,
    async (saw) => {
      const stable = await boundsFor(connection, 'read_committed', real)
      const behind = ends.flatMap(({ end }, partition) =>
        (stable[partition]?.end ?? 0) < end
          ? [`P${partition} is stable to ${stable[partition]?.end} of ${end}`]
          : [],
      )
      saw(behind.join(', '))
      return behind.length === 0 ? true : undefined
    },
    { everyMs: 20 },
  )
}
