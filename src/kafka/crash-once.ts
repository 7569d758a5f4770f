import type { PlannedCrash } from '../model/crash-point.js'
import type { Guarantee } from '../model/guarantee.js'
import { leave } from './ending.js'
import { join } from './join.js'
import type { Membership } from './membership.js'
import type { Message } from './message.js'
import { process } from './process.js'
import type { NewMessage } from './produce.js'
import type { Provisioning } from './provisioning.js'

/** One run: a group, what it reads and sends, and where its first member crashes. */
export interface RunPlan {
  readonly from: string
  readonly to: string
  readonly group: string
  readonly guarantee: Guarantee
  readonly crash: PlannedCrash
  readonly sessionTimeoutMs: number
  /** What the messages that it sends carry. */
  readonly mark: string
}

/** Of the member that nobody waits for: a busy process does not cost it its session. */
const restartTimeoutMs = 10_000

/**
 * Lets a member process a topic from its beginning until it crashes as planned, and a second one, its restart, from the
 * committed positions to the log end, when the first one's session is over. It returns when that has left.
 */
export async function oneCrash(
  lab: Provisioning,
  { from, to, group, guarantee, crash, sessionTimeoutMs, mark }: RunPlan,
): Promise<void> {
  const handler = ({ key, raw, partition, offset }: Message): NewMessage => ({
    key,
    value: raw,
    headers: { 'crash-run': mark, partition: String(partition), offset: String(offset) },
  })
  const member = async (as: string, timeoutMs: number): Promise<Membership> => {
    const [joined] = await join(lab, group, [from], { as, sessionTimeoutMs: timeoutMs })
    return joined as Membership
  }
  const first = await process(lab, await member('first', sessionTimeoutMs), to, handler, { guarantee, crash })
  if (first.crashed === null)
    throw new Error(
      `Cannot try the crash of group '${group}': its first member has handled ${first.handled} messages and was never to crash. ` +
        'Run the cell again, with a longer sessionTimeoutMs if the machine is busy.',
    )
  const restarted = await member('restarted', Math.max(restartTimeoutMs, sessionTimeoutMs))
  await process(lab, restarted, to, handler, { guarantee })
  await leave(lab, restarted)
}
