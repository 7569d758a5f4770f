import { type Admin, AssignerProtocol } from 'kafkajs'
import type { MemberFacts } from '../model/observation.js'
import { type WaitOptions, waitFor } from '../wait.js'
import { safeOffset } from './topics.js'

/** What the group coordinator says of one group. */
export interface DescribedGroup {
  readonly group: string
  /** Stable, Empty, PreparingRebalance, CompletingRebalance, or Dead, which is also what it calls a group it does not know. */
  readonly state: string
  readonly members: readonly MemberFacts[]
}

/** State, members and assignments of each group, in the order asked for; members by name, as Kafka has no order. */
export async function describeGroups(admin: Admin, groups: readonly string[]): Promise<DescribedGroup[]> {
  if (groups.length === 0) return []
  const { groups: found } = await admin.describeGroups([...groups])
  return groups.map((group) => {
    const described = found.find(({ groupId }) => groupId === group)
    const members = (described?.members ?? [])
      .map(({ clientId, memberId, memberAssignment }) => ({
        name: clientId,
        id: memberId,
        assigned: partitionsOf(memberAssignment),
      }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }) || (a.id < b.id ? -1 : 1))
    return { group, state: described?.state ?? 'Dead', members }
  })
}

/** The consumer groups that the coordinator lists; share groups are not among them. */
export async function listGroups(admin: Admin): Promise<string[]> {
  const { groups } = await onceLoaded('the group coordinator to list the groups', () => admin.listGroups())
  // A share group has neither committed offsets nor members that these requests know.
  return groups
    .filter(({ protocolType }) => protocolType !== 'share')
    .map(({ groupId }) => groupId)
    .sort()
}

/** Committed offsets of a group, by topic and partition. A partition that is missing was never committed. */
export async function committedOffsets(
  admin: Admin,
  group: string,
  options?: WaitOptions,
): Promise<ReadonlyMap<string, ReadonlyMap<number, number>>> {
  const topics = await onceLoaded(
    `the group coordinator to tell the offsets of '${group}'`,
    () => admin.fetchOffsets({ groupId: group }),
    options,
  )
  return new Map(
    topics.map(({ topic, partitions }) => [
      topic,
      // Below 0 the broker says "none", or kafkajs stored its own sign for "start anew" after an offset out of range.
      new Map(
        partitions
          .map(({ partition, offset }) => [partition, safeOffset(offset)] as const)
          .filter(([, offset]) => offset >= 0),
      ),
    ]),
  )
}

/** What is done before each other look at a group that still has members: nothing, unless the caller ends those of its own. */
export type WhileOccupied = () => Promise<void>

const nothing: WhileOccupied = async () => {}

/** Waits until the coordinator lists no member any more: at once after a leave, the session time-out after a crash. */
export async function untilEmpty(
  admin: Admin,
  group: string,
  timeoutMs: number,
  whileOccupied = nothing,
): Promise<void> {
  await waitFor(
    `group '${group}' to have no members`,
    async (saw) => {
      const [described] = await describeGroups(admin, [group])
      const members = described?.members.map(({ name }) => name).join(', ')
      saw(`${described?.state} with ${members || 'no members'}`)
      if (described === undefined || described.state === 'Empty' || described.state === 'Dead') return true
      await whileOccupied()
      return undefined
    },
    { timeoutMs },
  )
}

/**
 * Deletes those of the groups that exist, with all their committed offsets, and returns them. Each must be empty, or soon
 * be. All are asked for: a coordinator that has just taken over knows what it does not show yet.
 */
export async function deleteGroups(
  admin: Admin,
  groups: readonly string[],
  whileOccupied = nothing,
): Promise<string[]> {
  const deleted = new Set(groups)
  const left = new Set(groups)
  await waitFor(`the group coordinator to delete ${groups.join(', ')}`, async (saw) => {
    const refused = await refusals(admin, [...left])
    for (const group of left) {
      const why = refused.get(group)
      if (why === 'GROUP_ID_NOT_FOUND') deleted.delete(group)
      if (why === undefined || why === 'GROUP_ID_NOT_FOUND') left.delete(group)
    }
    saw([...left].map((group) => `${group}: ${refused.get(group)}`).join(', '))
    if ([...left].some((group) => refused.get(group) === 'NON_EMPTY_GROUP')) await whileOccupied()
    return left.size === 0 ? true : undefined
  })
  return [...deleted]
}

/** Asks to delete groups, and returns those that are not deleted, or not yet, and why; in kafkajs' names. */
async function refusals(admin: Admin, groups: string[]): Promise<ReadonlyMap<string, string>> {
  try {
    await admin.deleteGroups(groups)
    return new Map()
  } catch (problem) {
    const { type = '', groups: refused } = problem as {
      type?: string
      groups?: readonly { groupId: string; error: { type: string } }[]
    }
    const why = refused?.map(({ groupId, error }) => [groupId, error.type] as const)
    const said = new Map(why ?? groups.map((group) => [group, type]))
    const passing = [...loading, 'NON_EMPTY_GROUP', 'GROUP_ID_NOT_FOUND']
    if (![...said.values()].every((each) => passing.includes(each))) throw problem
    return said
  }
}

/** What the broker calls a coordinator that answers a moment later, by kafkajs' names. */
const loading = ['GROUP_LOAD_IN_PROGRESS', 'GROUP_COORDINATOR_NOT_AVAILABLE', 'NOT_COORDINATOR_FOR_GROUP']

/**
 * What `ask` comes to when the coordinator has loaded the groups' offsets, which it does once after the start of its
 * broker. kafkajs asks again by itself only where it describes groups.
 */
export function onceLoaded<T>(what: string, ask: () => Promise<T>, options?: WaitOptions): Promise<T> {
  return waitFor(
    what,
    async (saw) => {
      try {
        return await ask()
      } catch (problem) {
        if (!loading.includes((problem as { type?: string }).type ?? '')) throw problem
        saw((problem as Error).message)
        return undefined
      }
    },
    options,
  )
}

function partitionsOf(assignment: Buffer): MemberFacts['assigned'] {
  if (assignment.length === 0) return []
  const decoded = AssignerProtocol.MemberAssignment.decode(assignment)?.assignment ?? {}
  return Object.entries(decoded).flatMap(([topic, partitions]) =>
    [...partitions].sort((a, b) => a - b).map((partition) => ({ topic, partition })),
  )
}
