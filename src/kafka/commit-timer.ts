import { pause } from '../wait.js'
import { commitWaiting, isWaiting } from './due.js'
import { isAlive, type Membership } from './membership.js'

/** How soon a timer notices that its member has gone, in ms: it must not keep a program from its end. */
const noticeMs = 50

/**
 * With `commitWhen: { everyMs }`, starts the timer that commits what waits, when something does and none runs: so long
 * after the member's previous commit, or from now on before the first. It ends with the commit, and with the member.
 */
export function startTimer(membership: Membership): void {
  const { commitWhen, ticking } = membership
  if (ticking || typeof commitWhen !== 'object' || !('everyMs' in commitWhen) || !isWaiting(membership))
    return
  membership.ticking = true
  void tickOn(membership, commitWhen.everyMs)
    // Nobody waits for it: it is said, and tried again after the next acknowledgement or on leave.
    .catch((problem: Error) => {
      if (isAlive(membership)) console.log(problem.message)
    })
}

async function tickOn(membership: Membership, everyMs: number): Promise<void> {
  const started = performance.now()
  try {
    while (isAlive(membership) && isWaiting(membership)) {
      const leftMs = (membership.committedAtMs ?? started) + everyMs - performance.now()
      // A rebalance under way drops what waits, and then there is nothing to do.
      if (leftMs > 0 || membership.status !== 'member') await pause(Math.max(1, Math.min(leftMs, noticeMs)))
      else await commitWaiting(membership, true)
    }
  } finally {
    membership.ticking = false
  }
}
