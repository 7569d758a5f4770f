import { waitFor } from '../wait.js'
import { rebalanceTimeoutMs } from './consumer.js'
import { coordinatorSays, liveMembers, type Roster } from './roster.js'

/**
 * Throws when the coordinator lists a member of the group that this lab did not start. A member of the lab that is
 * just joining is waited for: until then only the coordinator knows its id.
 */
export async function refuseStrangers(roster: Roster, group: string, cannot: string): Promise<void> {
  const joining = liveMembers(roster, group).filter(({ started }) => !started)
  await waitFor(
    `${joining.map(({ name }) => name).join(', ')} of group '${group}' to have joined`,
    () => (joining.every(({ started }) => started) ? true : undefined),
    { timeoutMs: 5_000 + Math.max(0, ...joining.map(rebalanceTimeoutMs)) },
  )
  const { members } = await coordinatorSays(roster, group)
  const ours = new Set(liveMembers(roster, group).map(({ id }) => id))
  const strangers = members.filter(({ id }) => !ours.has(id) && !roster.gone.has(id))
  if (strangers.length === 0) return
  const used = new Set(
    [...roster.members.values()].filter((each) => each.group === group).map(({ name }) => name),
  )
  const earlier = strangers.some(({ name }) => used.has(name))
    ? ', or is an earlier member of this notebook that Kafka still lists'
    : ''
  throw new Error(
    `${cannot}: ${strangers.map(({ name }) => name).join(', ')} of '${group}' ${strangers.length === 1 ? 'belongs' : 'belong'} to another program ` +
      `(another notebook, or a tool of Kafka)${earlier}. End it there, then run the cell again.`,
  )
}
