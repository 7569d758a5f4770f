import { shown } from '../model/shown.js'
import { waitFor } from '../wait.js'
import { refuseShare } from './group-kind.js'
import { coordinatorSays, type Roster, waitingMembers } from './roster.js'

/** What to wait for. */
export interface SettledOptions {
  /** How many members the group is to have; 0: none, so that it is Empty. */
  readonly members: number
  /** Default: 10 000, and the longest session time-out of this lab's members in the group on top, for one that crashed. */
  readonly timeoutMs?: number
}

/**
 * Waits until the coordinator calls the group Stable with so many members (Empty with none; one that Kafka does not
 * know has none), and every member of this lab has the partitions that the coordinator says it has.
 */
export async function settledWith(roster: Roster, group: string, options: SettledOptions): Promise<void> {
  const { members: wanted } = options ?? {}
  if (!Number.isSafeInteger(wanted) || wanted < 0)
    throw new Error(
      `Cannot wait for group '${group}' to settle with ${shown(wanted)} members: wanted a whole number from 0 on. ` +
        `Say how many: lab.settled('${group}', { members: 2 }).`,
    )
  await refuseShare(roster.connection, group, `Cannot wait for group '${group}' to settle`)
  const sessions = [...roster.members.values()].filter((each) => each.group === group)
  const longestMs = Math.max(0, ...sessions.map(({ sessionTimeoutMs }) => sessionTimeoutMs))
  const { timeoutMs = 10_000 + longestMs } = options
  await waitFor(
    `group '${group}' to settle with ${wanted} ${wanted === 1 ? 'member' : 'members'}`,
    async (saw) => {
      const { state, members } = await coordinatorSays(roster, group)
      const waiting = waitingMembers(roster, group, members)
      const names = members.map(({ name }) => name).join(', ') || 'no members'
      const who = waiting.map(({ name, status }) => `; ${name} of this lab is ${status}`).join('')
      saw(`${state} with ${names}${who}`)
      const calm = wanted === 0 ? state === 'Empty' || state === 'Dead' : state === 'Stable'
      return calm && members.length === wanted && waiting.length === 0 ? true : undefined
    },
    { timeoutMs },
  )
}
