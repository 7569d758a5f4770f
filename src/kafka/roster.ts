import type { EventDetail } from '../model/timeline.js'
import { waitFor } from '../wait.js'
import type { Background } from './background.js'
import type { Connection } from './connection.js'
import { type DescribedGroup, describeGroups } from './groups.js'
import { isAlive, type Membership } from './membership.js'
import type { Shares } from './share-client.js'
import type { Turns } from './turns.js'

/** The members of this lab, on one cluster, and what goes on beside its cells. */
export interface Roster extends Background {
  readonly connection: Connection
  /** By `rosterKey`: the membership that a name stands for now. */
  readonly members: Map<string, Membership>
  /** The coordinator's ids of members of this lab that left, crashed or were ended: it may list one a while longer. */
  readonly gone: Set<string>
  /** Its members of share groups. */
  readonly shares: Shares
  /** Joins under one name, and commits of one member, one after the other. */
  readonly turns: Turns
  /** Writes an event to the lab's timeline. */
  readonly record: (group: string | null, member: string | null, detail: EventDetail) => void
}

/** Under which a roster files a member. */
export function rosterKey(group: string, name: string): string {
  return JSON.stringify([group, name])
}

/** The members of a group that can still do something. */
export function liveMembers({ members }: Roster, group: string): Membership[] {
  return [...members.values()].filter((member) => member.group === group && isAlive(member))
}

/** The members of a group that this lab has started, for a lesson or for work of its own, and that can still do something. */
export function ownMembers({ members, apart }: Roster, group: string): Membership[] {
  const all = [members, ...[...apart].map((work) => work.members)].flatMap((each) => [...each.values()])
  return [...new Set(all)].filter((member) => member.group === group && isAlive(member))
}

/** Takes a member off the living. */
export function bury({ gone }: Roster, { id }: Membership): void {
  if (id !== null) gone.add(id)
}

/** What the coordinator says of a group; its name is without prefix. */
export async function coordinatorSays({ connection }: Roster, group: string): Promise<DescribedGroup> {
  const [described] = await describeGroups(connection.admin, [connection.cluster.prefix + group])
  return described ?? { group, state: 'Dead', members: [] }
}

/**
 * Waits until the coordinator calls the group Stable (or Empty) and every member of this lab has the partitions that
 * the coordinator says it has: what the next observation shows is then what the next receive works on.
 */
export async function untilSettled(roster: Roster, group: string): Promise<void> {
  const members = liveMembers(roster, group)
  // In each rebalance all of them join again, one after the other in this process.
  const timeoutMs =
    5_000 + 300 * members.length + Math.max(0, ...members.map((each) => 2 * each.sessionTimeoutMs))
  await waitFor(
    `group '${group}' to settle`,
    async (saw) => {
      const { state, members } = await coordinatorSays(roster, group)
      const waiting = waitingMembers(roster, group, members)
      saw(
        `${state}; ${waiting.map(({ name, status }) => `${name} is ${status}`).join(', ') || 'no one waits'}`,
      )
      if (liveMembers(roster, group).length === 0) return true
      return state === 'Stable' && waiting.length === 0 ? true : undefined
    },
    { timeoutMs },
  )
}

/** The lab's living members of a group that do not have, or not yet, what the coordinator says they have in `listed`. */
export function waitingMembers(
  roster: Roster,
  group: string,
  listed: DescribedGroup['members'],
): Membership[] {
  const { prefix } = roster.connection.cluster
  return liveMembers(roster, group).filter((each) => !agrees(each, listed, prefix))
}

/** Whether a member has the partitions that the coordinator says it has; `listed` and `prefix` as the coordinator has them. */
function agrees(member: Membership, listed: DescribedGroup['members'], prefix: string): boolean {
  const mine = [...member.inbox.values()]
    .map(({ topic, partition }) => `${prefix}${topic}/${partition}`)
    .sort()
  // Round robin also gives a member partitions of topics that it does not read: kafkajs drops them without a word.
  const theirs = listed
    .find(({ id }) => id === member.id)
    ?.assigned.filter(({ topic }) => member.topics.some((each) => topic === prefix + each))
    .map(({ topic, partition }) => `${topic}/${partition}`)
    .sort()
  return member.status === 'member' && JSON.stringify(mine) === JSON.stringify(theirs)
}
