import { offsetProblem } from '../model/message.js'
import { printed } from '../model/printed.js'
import { shown } from '../model/shown.js'
import { commitAs } from './commit-as.js'
import { type Commit, phrase } from './committing.js'
import { unknownTopic } from './existing.js'
import { refuseShare } from './group-kind.js'
import { committedOffsets, listGroups, untilEmpty } from './groups.js'
import { mustBeOurs, notOurs } from './ours.js'
import { coordinatorSays, type Roster } from './roster.js'
import { listTopics, logBounds } from './topics.js'

/** Where a group is to read on. */
export interface ResetOptions {
  /** 'beginning' (the default), 'end', or the next offset to read, the same for each partition chosen. */
  readonly to?: 'beginning' | 'end' | number
  /** Default: every topic that the group has committed offsets in, or that members of this lab read for it. */
  readonly topic?: string
  /** Default: every partition. */
  readonly partition?: number
}

/** The committed offsets of a group after a reset, as read back from the broker. */
export interface Reset {
  readonly group: string
  readonly committed: readonly Commit[]
  readonly tookMs: number
}

/**
 * Sets a group's committed offsets, and reads them back. Kafka resets only empty groups: with live members it is
 * refused; members that left or crashed are waited for until the coordinator calls the group Empty.
 */
export async function reset(roster: Roster, group: string, options: ResetOptions = {}): Promise<Reset> {
  const { to = 'beginning' } = options
  const { connection } = roster
  const { admin, cluster } = connection
  const started = performance.now()
  const cannot = `Cannot reset group '${group}'`
  const problem = to === 'beginning' || to === 'end' ? null : offsetProblem(to)
  if (problem !== null)
    throw new Error(`${cannot} to ${shown(to)}: ${problem}. Give 'beginning', 'end' or an offset.`)
  await refuseShare(connection, group, cannot)
  await untilOnlyGhosts(roster, group, cannot)
  const real = cluster.prefix + group
  const topics = await topicsOf(roster, group, options.topic, cannot)
  const commits = await Promise.all(
    topics.map(async (topic) => ({
      topic,
      partitions: targets(
        await logBounds(admin, topic),
        options,
        `${cannot} on '${topic.slice(cluster.prefix.length)}'`,
      ),
    })),
  )
  mustBeOurs(cluster, [real], 'reset')
  await connection.coordinator
  await commitAs(cluster, real, commits)
  await untilEmpty(admin, real, 10_000)
  const stored = await committedOffsets(admin, real)
  const committed = commits.flatMap(({ topic, partitions }) =>
    [...partitions.keys()].map((partition) => ({
      topic: topic.slice(cluster.prefix.length),
      partition,
      offset: stored.get(topic)?.get(partition) ?? Number.NaN,
    })),
  )
  for (const each of committed) roster.record(group, null, { type: 'reset', ...each })
  const result: Reset = { group, committed, tookMs: performance.now() - started }
  return printed(result, () => {
    return `group '${group}' will read on from ${phrase(committed)} (reset in ${Math.round(result.tookMs)} ms)`
  })
}

/** Refuses while a member lives; waits for the coordinator to notice those that this lab knows to be gone. */
async function untilOnlyGhosts(roster: Roster, group: string, cannot: string): Promise<void> {
  const { members } = await coordinatorSays(roster, group)
  const live = members.filter(({ id }) => !roster.gone.has(id))
  if (live.length > 0)
    throw new Error(
      `${cannot}: it still has ${live.length} ${live.length === 1 ? 'member' : 'members'} (${live.map(({ name }) => name).join(', ')}) ` +
        `and Kafka resets only empty groups. Call leave() on ${live.length === 1 ? 'it' : 'them'} first.`,
    )
  const sessions = [...roster.members.values()].map(({ sessionTimeoutMs }) => sessionTimeoutMs)
  await untilEmpty(
    roster.connection.admin,
    roster.connection.cluster.prefix + group,
    5_000 + Math.max(0, ...sessions),
  )
}

/** The real names of the topics to reset. */
async function topicsOf(
  roster: Roster,
  group: string,
  topic: string | undefined,
  cannot: string,
): Promise<string[]> {
  const { admin, cluster } = roster.connection
  const known = await listTopics(admin)
  if (topic !== undefined) {
    if (known.includes(cluster.prefix + topic)) return [cluster.prefix + topic]
    throw new Error(`${cannot}: ${unknownTopic(roster.connection, topic, known)}`)
  }
  const stored = await committedOffsets(admin, cluster.prefix + group)
  const read = [...roster.members.values()]
    .filter((each) => each.group === group)
    .flatMap(({ topics }) => topics)
  const topics = new Set([...stored.keys(), ...read.map((each) => cluster.prefix + each)])
  const existing = [...topics].filter((each) => known.includes(each))
  if (existing.length > 0) return existing
  if (cluster.prefix !== '' && (await listGroups(admin)).includes(group))
    throw new Error(`${cannot}: ${notOurs(cluster.prefix, cluster.brokers)}`)
  throw new Error(
    `${cannot}: it has no committed offsets and no member of this lab reads for it, so there is nothing to reset. ` +
      'Name a topic with { topic }, or let a member join the group first.',
  )
}

function targets(
  bounds: readonly { start: number; end: number }[],
  { to = 'beginning', partition }: ResetOptions,
  cannot: string,
): Map<number, number> {
  if (partition !== undefined && !(typeof partition === 'number' && partition in bounds))
    throw new Error(
      `${cannot}: wanted partition ${shown(partition)}, found 0 to ${bounds.length - 1}. Name one of these.`,
    )
  const target = ({ start, end }: { start: number; end: number }): number =>
    to === 'beginning' ? start : to === 'end' ? end : to
  const chosen = [...bounds.entries()].filter(([number]) => partition === undefined || number === partition)
  return new Map(chosen.map(([number, each]) => [number, target(each)]))
}
