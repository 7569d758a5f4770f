import { type WaitOptions, waitFor } from '../wait.js'
import { rebalanceTimeoutMs } from './member-client.js'
import { type MemberPlan, type Membership, nameOf, refuseIfGone } from './membership.js'

/**
 * How long a cell waits for what a rebalance may hold up: the group waits as long for its slowest member. Work in the
 * background asks with `background`: nobody waits for it in a cell, and the stop button is not meant.
 */
export function throughRebalance(
  plan: Pick<MemberPlan, 'sessionTimeoutMs'>,
  background: boolean,
): Required<Pick<WaitOptions, 'timeoutMs' | 'background'>> {
  return { timeoutMs: 10_000 + rebalanceTimeoutMs(plan), background }
}

/** As long as the rebalance itself: in the background however long it takes, so that the probe has to notice a member that is gone. */
export function whileRebalancing(membership: Membership, background: boolean): WaitOptions {
  const options = throughRebalance(membership, background)
  return background ? { ...options, timeoutMs: Number.POSITIVE_INFINITY } : options
}

/** Waits until a rebalance is over. Throws a sentence for a member that is gone; `verb` is what it was to do. */
export async function untilMember(membership: Membership, verb: string, background: boolean): Promise<void> {
  await waitFor(
    `${nameOf(membership)} to be given partitions`,
    async (saw) => {
      refuseIfGone(membership, verb)
      await membership.settling
      saw(`it is ${membership.status}`)
      return membership.status === 'member' ? true : undefined
    },
    whileRebalancing(membership, background),
  )
}
