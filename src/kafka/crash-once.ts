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

/** Lets a member process a topic from its beginning, until it crashes as planned. */
export async function crashOnce(lab: Provisioning, plan: RunPlan): Promise<void> {
  const { to, group, guarantee, crash, sessionTimeoutMs } = plan
  const member = await joined(lab, plan, 'first', sessionTimeoutMs)
  const { crashed, handled } = await process(lab, member, to, marking(plan), { guarantee, crash })
  if (crashed === null)
    throw new Error(
      `Cannot try the crash of group '${group}': its first member has handled ${handled} messages and was never to crash. ` +
        'Run the cell again, with a longer sessionTimeoutMs if the machine is busy.',
    )
}

/** Lets a second member, the restart, process from the committed positions to the log end, and returns when it has left. */
export async function restartOnce(lab: Provisioning, plan: RunPlan): Promise<void> {
  const { to, guarantee, sessionTimeoutMs } = plan
  const member = await joined(lab, plan, 'restarted', Math.max(restartTimeoutMs, sessionTimeoutMs))
  await process(lab, member, to, marking(plan), { guarantee })
  await leave(lab, member)
}

async function joined(
  lab: Provisioning,
  { group, from }: RunPlan,
  as: string,
  sessionTimeoutMs: number,
): Promise<Membership> {
  const [member] = await join(lab, group, [from], { as, sessionTimeoutMs })
  return member as Membership
}

/** Passes a message on, with its place and the mark of the run. */
function marking({ mark }: RunPlan): (message: Message) => NewMessage {
  return ({ key, raw, partition, offset }) => ({
    key,
    value: raw,
    headers: { 'crash-run': mark, partition: String(partition), offset: String(offset) },
  })
}
