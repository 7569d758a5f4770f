import { waitFor } from '../wait.js'
import type { DescribedGroup } from './groups.js'
import { rebalanceTimeoutMs } from './member-client.js'
import { coordinatorSays, ownMembers, type Roster } from './roster.js'

/**
 * Throws when the coordinator lists a member of the group that this lab did not start. A member of the lab that is
 * just joining is waited for, or that joins anew since it has lost its session: until then only the coordinator knows
 * its id.
 */
export async function refuseStrangers(roster: Roster, group: string, cannot: string): Promise<void> {
  const joining = ownMembers(roster, group).filter(({ started }) => !started)
  await waitFor(
    `${joining.map(({ name }) => name).join(', ')} of group '${group}' to have joined`,
    () => (joining.every(({ started }) => started) ? true : undefined),
    { timeoutMs: 5_000 + Math.max(0, ...joining.map(rebalanceTimeoutMs)) },
  )
  const strangers = await strangersIn(roster, group)
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

/** Members that the lab does not know, when it is sure: one that has the name of a living member may be that one. */
async function strangersIn(roster: Roster, group: string): Promise<DescribedGroup['members']> {
  const patienceMs = Math.max(0, ...ownMembers(roster, group).map(rebalanceTimeoutMs))
  const began = performance.now()
  return waitFor(
    `the members of group '${group}' to be known`,
    async (saw) => {
      const living = ownMembers(roster, group)
      const ours = new Set(living.map(({ id }) => id))
      const { members } = await coordinatorSays(roster, group)
      const strangers = members.filter(({ id }) => !ours.has(id) && !roster.gone.has(id))
      const unsure = strangers.filter(({ name }) => living.some((each) => each.name === name))
      saw(`${unsure.map(({ name }) => name).join(', ')} under another id`)
      return unsure.length > 0 && performance.now() - began < patienceMs ? undefined : strangers
    },
    { timeoutMs: patienceMs + 10_000 },
  )
}
