import { ask } from '../cluster/share-process.js'
import { type ShareGroupView, shareGroupView } from '../model/share-group.js'
import { waitFor } from '../wait.js'
import { mustBeOurs } from './ours.js'
import type { Roster } from './roster.js'
import { type DescribedShareGroup, shareHost, unlessJava } from './share-client.js'
import { endShare } from './share-ending.js'
import { type ShareMembership, shareNameOf } from './share-membership.js'
import { noSettings } from './share-settings.js'

/** What the coordinator says of a share group, by real names of topics; null where there is none. */
export async function describeShare(
  { shares, connection }: Roster,
  group: string,
): Promise<DescribedShareGroup> {
  const host = await shareHost(shares, connection, `Cannot look at share group '${group}'`)
  return ask<DescribedShareGroup>(host, 'describe', { group: connection.cluster.prefix + group })
}

/** See `Lab.shareStatus`. */
export async function shareStatus(roster: Roster, group: string): Promise<ShareGroupView> {
  const { prefix } = roster.connection.cluster
  const found = await describeShare(roster, group)
  const shown = <At extends { readonly topic: string }>(each: At): At => ({
    ...each,
    topic: each.topic.slice(prefix.length),
  })
  const byName = (a: { name: string }, b: { name: string }): number =>
    a.name.localeCompare(b.name, 'en', { numeric: true })
  return shareGroupView({
    group,
    state: found?.state ?? 'Dead',
    members: (found?.members ?? [])
      .map(({ name, assigned }) => ({ name, assigned: assigned.map(shown).sort(byPlace) }))
      .sort(byName),
    partitions: (found?.partitions ?? []).map(shown).sort(byPlace),
  })
}

type Place = { readonly topic: string; readonly partition: number }

function byPlace(a: Place, b: Place): number {
  return a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1
}

/**
 * Ends this lab's members of a share group and deletes the group, when its last member is off the coordinator's list;
 * `why` is what its members say from now on. Throws a sentence, with nothing changed, while somebody else is in it.
 */
export async function removeShareGroup(roster: Roster, group: string, why: string): Promise<void> {
  const { connection, shares } = roster
  const real = connection.cluster.prefix + group
  mustBeOurs(connection.cluster, [real], 'delete')
  await refuseShareStrangers(roster, group, `Cannot delete share group '${group}'`)
  for (const each of membersOf(roster, group))
    await endShare(each, `${shareNameOf(each)} was ended when ${why}: run its join cell again.`)
  await waitFor(
    `share group '${group}' to have no members`,
    async (saw) => {
      const members = (await describeShare(roster, group))?.members ?? []
      saw(`it lists ${members.map(({ name }) => name).join(', ')}`)
      return members.length === 0 ? true : undefined
    },
    { timeoutMs: 60_000 },
  )
  const host = await shareHost(shares, connection, `Cannot delete share group '${group}'`)
  await unlessJava('GroupIdNotFoundException', ask(host, 'remove', { group: real }))
  // Kafka keeps them beyond the group's end, for the next group of that name.
  await ask(host, 'configure', { group: real, settings: noSettings })
}

/** Throws when the coordinator lists a member of a share group that is none of this lab, nor ever was. */
export async function refuseShareStrangers(roster: Roster, group: string, cannot: string): Promise<void> {
  const found = await describeShare(roster, group)
  const strangers = (found?.members ?? []).filter(({ id }) => !roster.shares.ids.has(id))
  if (strangers.length > 0)
    throw new Error(
      `${cannot}: ${strangers.map(({ name }) => name).join(', ')} of share group '${group}' ${strangers.length === 1 ? 'belongs' : 'belong'} to another program ` +
        '(another notebook, or a tool of Kafka). End it there, then run the cell again.',
    )
}

function membersOf({ shares }: Roster, group: string): ShareMembership[] {
  return [...shares.members.values()].filter((each) => each.group === group)
}
