import { waitFor } from '../wait.js'
import { handOut, isFull, makeRoom } from './inbox.js'
import { boundsFor } from './isolation.js'
import { type Membership, refuseIfGone } from './membership.js'
import type { Message } from './message.js'
import { resume } from './reading.js'
import { throughRebalance, untilMember } from './waiting-out.js'

/** How patient `receive()` is. */
export interface ReceiveOptions {
  /** Default: 10 000 ms, and what a rebalance may take on top: the member's session time-out, or 3 000 ms if that is more. */
  readonly timeoutMs?: number
}

/** How patient a pull is, and for whom. */
interface PullOptions extends ReceiveOptions {
  /** Whether work asks, beside the cells: no rebalance is too long then, and the stop button is not meant. Default false. */
  readonly background?: boolean
}

/**
 * Pulls to the log end and returns the news: what it has not handed out before. `Member.receive` returns the whole
 * inbox, and keeps these as `news`.
 */
export async function receive(membership: Membership, options?: ReceiveOptions): Promise<Message[]> {
  await pull(membership, options)
  return handOut(membership.inbox)
}

/**
 * Pulls until the member has read to the log end as it was when it owned its partitions. A full inbox ends it at once,
 * and acknowledged messages make room first.
 */
export async function pull(
  membership: Membership,
  { background = false, timeoutMs = throughRebalance(membership, background).timeoutMs }: PullOptions = {},
): Promise<void> {
  const { name, group } = membership
  goOn(membership)
  let goal: { readonly joins: number; readonly ends: ReadonlyMap<string, number> } | null = null
  const reads = (): Promise<boolean> =>
    waitFor(
      `${name} of group '${group}' to read to the log end`,
      async (saw) => {
        refuseIfGone(membership, 'receive')
        await membership.settling
        saw(`it is ${membership.status}`)
        if (membership.status !== 'member') return background ? false : undefined
        if (goal?.joins !== membership.joins)
          goal = { joins: membership.joins, ends: await logEnds(membership, background) }
        const { ends } = goal
        const behind = [...membership.inbox].filter(
          ([at, { ledger }]) => ledger.position < (ends.get(at) ?? 0),
        )
        saw(
          behind.map(([at, { ledger }]) => `${at} read to ${ledger.position} of ${ends.get(at)}`).join(', '),
        )
        return behind.length === 0 || isFull(membership.inbox) ? true : undefined
      },
      { timeoutMs, background },
    )
  while (!(await reads())) await untilMember(membership, 'receive', background)
}

/**
 * What a pull of work does, without asking where the logs end: makes room in a full inbox, and waits until a rebalance is
 * over. What comes is filed without it.
 */
export async function readOn(membership: Membership): Promise<void> {
  goOn(membership)
  await untilMember(membership, 'receive', true)
}

/** Acknowledged messages make room in a full inbox, and it is read into again. */
function goOn(membership: Membership): void {
  refuseIfGone(membership, 'receive')
  if (isFull(membership.inbox)) makeRoom(membership.inbox)
  resume(membership)
}

async function logEnds(
  { inbox, connection, isolationLevel }: Membership,
  background: boolean,
): Promise<ReadonlyMap<string, number>> {
  const ends = new Map<string, number>()
  for (const topic of new Set([...inbox.values()].map((each) => each.topic))) {
    const real = connection.cluster.prefix + topic
    const bounds = await boundsFor(connection, isolationLevel, real, { background })
    for (const [partition, { end }] of bounds.entries()) ends.set(`${topic}/${partition}`, end)
  }
  return ends
}
