import { printed } from '../model/printed.js'
import { waitFor } from '../wait.js'
import { endSoon } from './background.js'
import { phrase } from './committing.js'
import { stopConsumer } from './consumer.js'
import { commitWaiting } from './due.js'
import { rebalanceTimeoutMs } from './member-client.js'
import { isAlive, type Membership, nameOf } from './membership.js'
import { bury, coordinatorSays, type Roster, untilSettled } from './roster.js'

/** How a member went. */
export interface Ending {
  /** Whether it was gone before this call, which then did nothing. */
  readonly already: boolean
}

/** How long a member that leaves waits for the message that its work has in hand: the handler may never come back. */
const inHandMs = { leave: 5_000, end: 2_000 }

/** Ends its work after the message in hand, commits what waits for it, leaves the group, and returns when the coordinator has taken the member off its list and the others have its partitions. */
export async function leave(roster: Roster, membership: Membership): Promise<Ending> {
  if (!isAlive(membership)) return goneBefore(membership)
  const { name } = membership
  await endItsWork(
    membership,
    `The work of ${nameOf(membership)} ended with it: it has left. Run its join cell again for a new ${name}.`,
    inHandMs.leave,
  )
  const last = membership.commitWhen === 'acknowledged' ? [] : await commitWaiting(membership)
  // It may have gone another way meanwhile.
  if (!isAlive(membership)) return goneBefore(membership)
  await depart(roster, membership, () => {
    membership.status = 'left'
    membership.record({ type: 'left' })
  })
  await untilSettled(roster, membership.group)
  const { members } = await coordinatorSays(roster, membership.group)
  const heirs = members.map(({ name }) => name).join(', ')
  const rest = heirs === '' ? 'the group is empty' : `its partitions are with ${heirs}`
  const first = last.length === 0 ? '' : `committed ${phrase(last)} and `
  return printed({ already: false }, () => `${nameOf(membership)} ${first}left; ${rest}`)
}

/** Leaves the group because the lab needs its place; `reason` is what every later call on the member says. */
export async function end(roster: Roster, membership: Membership, reason: string): Promise<void> {
  await endItsWork(membership, reason, inHandMs.end)
  if (!isAlive(membership)) {
    membership.end ??= reason
    return
  }
  await depart(roster, membership, () => {
    membership.status = 'ended'
    membership.end = reason
    membership.record({ type: 'ended', reason })
  })
}

/** Cuts the member off: it sends no leave, its sockets are gone and no new one is made. */
export async function crash(roster: Roster, membership: Membership): Promise<Ending> {
  if (!isAlive(membership)) return goneBefore(membership)
  membership.status = 'crashed'
  bury(roster, membership)
  membership.wires.cut()
  membership.record({ type: 'crashed', sessionTimeoutMs: membership.sessionTimeoutMs })
  // Without wires kafkajs cannot leave; this only stops its loops, and takes as long as its last retries.
  void membership.consumer.disconnect().catch(() => {})
  const seconds = (membership.sessionTimeoutMs / 1_000).toFixed(1)
  return printed(
    { already: false },
    () =>
      `${nameOf(membership)} crashed without a word; the coordinator gives it up ${seconds} s after its last heartbeat`,
  )
}

const happened = { left: 'left', crashed: 'crashed', ended: 'been ended', died: 'stopped' } as const

function goneBefore(membership: Membership): Ending {
  const how = happened[membership.status as keyof typeof happened]
  return printed({ already: true }, () => `${nameOf(membership)} had ${how} before`)
}

/** Lets the message that a work has in hand be done and acknowledged, unless it takes too long; a handler does not wait for itself. */
async function endItsWork({ work }: Membership, reason: string, graceMs: number): Promise<void> {
  if (work !== null) await endSoon(work, reason, work.within.getStore() === true ? 0 : graceMs)
}

async function depart(roster: Roster, membership: Membership, mark: () => void): Promise<void> {
  const { group, name, sessionTimeoutMs } = membership
  mark()
  bury(roster, membership)
  // The group lets it in when its slowest member has come to the rebalance, and only then can it leave.
  await stopConsumer(membership, 1_000 + rebalanceTimeoutMs(membership))
  await waitFor(
    `the coordinator to take ${name} off group '${group}'`,
    async (saw) => {
      const { members } = await coordinatorSays(roster, group)
      saw(`it lists ${members.map((each) => each.name).join(', ')}`)
      // A join that was cut short has an id that only the coordinator knows.
      const listed = ({ id, name }: (typeof members)[number]): boolean =>
        membership.id === null ? name === membership.name : id === membership.id
      return members.some(listed) ? undefined : true
    },
    { timeoutMs: 5_000 + sessionTimeoutMs },
  )
}
