import { waitFor } from '../wait.js'
import { isAlive, type Membership } from './membership.js'
import { bury, coordinatorSays, type Roster, untilSettled } from './roster.js'

/** Leaves the group, and returns when the coordinator has taken the member off its list and the others have its partitions. */
export async function leave(roster: Roster, membership: Membership): Promise<void> {
  if (!isAlive(membership)) return
  await depart(roster, membership, () => {
    membership.status = 'left'
    membership.record({ type: 'left' })
  })
  await untilSettled(roster, membership.group)
}

/** Leaves the group because the lab needs its place; `reason` is what every later call on the member says. */
export async function end(roster: Roster, membership: Membership, reason: string): Promise<void> {
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
export async function crash(roster: Roster, membership: Membership): Promise<void> {
  if (!isAlive(membership)) return
  membership.status = 'crashed'
  bury(roster, membership)
  membership.wires.cut()
  membership.record({ type: 'crashed' })
  // Without wires kafkajs cannot leave; this only stops its loops, and takes as long as its last retries.
  void membership.consumer.disconnect().catch(() => {})
}

async function depart(roster: Roster, membership: Membership, mark: () => void): Promise<void> {
  const { consumer, id, group, name, sessionTimeoutMs } = membership
  mark()
  bury(roster, membership)
  await consumer.disconnect()
  await waitFor(
    `the coordinator to take ${name} off group '${group}'`,
    async (saw) => {
      const { members } = await coordinatorSays(roster, group)
      saw(`it lists ${members.map((each) => each.name).join(', ')}`)
      return members.some((each) => each.id === id) ? undefined : true
    },
    { timeoutMs: 5_000 + sessionTimeoutMs },
  )
}
