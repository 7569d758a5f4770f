import type {
  Appearance,
  GroupFacts,
  MemberMemory,
  Observation,
  PartitionFacts,
} from '../model/observation.js'
import { observation } from '../model/observation.js'
import { partitionLine } from '../model/partition-line.js'
import { printed } from '../model/printed.js'
import type { Connection } from './connection.js'
import { committedOffsets, type DescribedGroup, describeGroups } from './groups.js'
import { isAlive, type Membership } from './membership.js'
import { listTopics, logBounds, type Placement, placements } from './topics.js'

/** What to look at; names are without prefix. */
export interface ObserveOptions {
  /** Only these topics. Default: every topic that this lab has met, or that one of the groups reads. */
  readonly topics?: readonly string[]
  /** Only these groups. Default: every group that this lab has met. */
  readonly groups?: readonly string[]
}

/** What one look at the cluster covers; names are without prefix. Topics that do not exist are left out. */
export interface View {
  /** These and no others; when it is left out, the topics in `met` and those that the groups read. */
  readonly topics?: readonly string[] | undefined
  readonly met: readonly string[]
  readonly groups: readonly string[]
  readonly members: readonly Membership[]
  readonly appearance: Appearance
}

/**
 * Looks at the cluster: committed offsets first and log ends after them, so that lag is never negative by the order of
 * the questions. Broker facts come from the broker; what members remember is kept apart.
 */
export async function observe(connection: Connection, view: View): Promise<Observation> {
  const { admin, cluster } = connection
  const atMs = Date.now()
  const started = performance.now()
  const known = new Set(await listTopics(admin))
  const described = await describeGroups(
    admin,
    view.groups.map((group) => cluster.prefix + group),
  )
  const looks = await Promise.all(described.map((each) => lookAt(connection, each, view)))
  const topics = [...new Set(view.topics ?? [...view.met, ...looks.flatMap((look) => look.topics)])]
  const existing = topics.filter((topic) => known.has(cluster.prefix + topic))
  const partitions = await partitionFacts(connection, existing)
  return observation({
    atMs,
    tookMs: performance.now() - started,
    partitions,
    groups: looks.map((look) => groupFacts(look, partitions)),
    appearance: view.appearance,
  })
}

/** Leader, replicas, in-sync replicas and offsets of each partition; topics are without prefix and exist. */
export async function partitionFacts(
  connection: Connection,
  topics: readonly string[],
): Promise<PartitionFacts[]> {
  const { admin, cluster } = connection
  const real = topics.map((topic) => cluster.prefix + topic)
  return factsOf(connection, await placements(admin, real))
}

/** Partitions as they were found, by the brokers' names of the topics, with their offsets as they are now. */
export async function factsOf(
  { admin, cluster }: Connection,
  placed: readonly Placement[],
): Promise<PartitionFacts[]> {
  const topics = [...new Set(placed.map(({ topic }) => topic))]
  const bounds = new Map(
    await Promise.all(topics.map(async (topic) => [topic, await logBounds(admin, topic)] as const)),
  )
  const facts = placed.map((each) => {
    const { start, end } = bounds.get(each.topic)?.[each.partition] ?? { start: 0, end: 0 }
    return { ...each, topic: each.topic.slice(cluster.prefix.length), start, end }
  })
  return printed(facts, () => facts.map(partitionLine).join('\n'))
}

/** One group as the broker and this lab's members see it. */
interface GroupLook extends Omit<GroupFacts, 'positions'> {
  readonly topics: readonly string[]
  readonly committed: ReadonlyMap<string, ReadonlyMap<number, number>>
}

async function lookAt(
  { admin, cluster }: Connection,
  described: DescribedGroup,
  view: View,
): Promise<GroupLook> {
  const shown = (name: string): string => name.slice(cluster.prefix.length)
  const stored = await committedOffsets(admin, described.group)
  const group = shown(described.group)
  const mine = view.members.filter((member) => member.group === group && isAlive(member))
  const members = described.members.map((member) => ({
    ...member,
    assigned: member.assigned.map((at) => ({ ...at, topic: shown(at.topic) })),
  }))
  const committed = new Map([...stored].map(([topic, offsets]) => [shown(topic), offsets]))
  const topics = new Set([
    ...committed.keys(),
    ...members.flatMap(({ assigned }) => assigned.map(({ topic }) => topic)),
    ...mine.flatMap((member) => member.topics),
  ])
  return {
    group,
    state: described.state,
    members,
    memory: mine.map(memoryOf),
    topics: [...topics],
    committed,
  }
}

function groupFacts(
  { topics, committed, ...facts }: GroupLook,
  partitions: readonly PartitionFacts[],
): GroupFacts {
  const positions = partitions
    .filter(({ topic }) => topics.includes(topic))
    .map(({ topic, partition, start, end }) => ({
      topic,
      partition,
      start,
      end,
      committed: committed.get(topic)?.get(partition) ?? null,
    }))
  return { ...facts, positions }
}

function memoryOf({ name, commit, inbox }: Membership): MemberMemory {
  return {
    name,
    commit,
    partitions: [...inbox.values()].map(({ topic, partition, ledger }) => ({
      topic,
      partition,
      received: ledger.delivered,
      acknowledged: ledger.acknowledged,
    })),
  }
}
