import {
  ask,
  endOfShareProcess,
  endShareProcess,
  isJavaError,
  type ShareProcess,
  startShareProcess,
} from '../cluster/share-process.js'
import type { TopicPartition } from '../model/observation.js'
import type { SharePartition } from '../model/share-group.js'
import type { Connection } from './connection.js'
import type { ShareMembership } from './share-membership.js'

/** The share group members of a lab, and the Java process that is Kafka's client for them. State only. */
export interface Shares {
  /** Started by the first that needs it; null before, and once an end of it was said. */
  host: ShareProcess | null
  /** By `rosterKey`: the membership that a name stands for now. */
  readonly members: Map<string, ShareMembership>
  /** While it starts: the level of the feature share.version that the brokers have. */
  starting: Promise<number> | null
  /** The coordinator's ids of all members that this lab had: it may list one for a while longer. */
  readonly ids: Set<string>
  /** How many memberships there were: Java knows each by its number. */
  count: number
}

/** Of a lab that has not met a share group yet. */
export function noShares(): Shares {
  return { host: null, starting: null, ids: new Set(), members: new Map(), count: 0 }
}

/** A share group as Kafka's Java client describes it, by real names; null where there is none. */
export type DescribedShareGroup = {
  readonly state: string
  readonly members: readonly {
    readonly name: string
    readonly id: string
    readonly assigned: readonly TopicPartition[]
  }[]
  readonly partitions: readonly SharePartition[]
} | null

/**
 * The Java process of the lab, which is started by the first call. Throws a sentence when the brokers have share groups
 * switched off, or are too old for them.
 */
export async function shareHost(
  shares: Shares,
  connection: Connection,
  cannot: string,
): Promise<ShareProcess> {
  if (shares.starting === null && shares.host !== null && endOfShareProcess(shares.host) === null)
    return shares.host
  shares.starting ??= start(shares, connection).finally(() => {
    shares.starting = null
  })
  const level = await shares.starting
  if (shares.host !== null) return shares.host
  throw new Error(
    `${cannot}: the Kafka at ${connection.cluster.brokers.join(', ')} has no share groups (its feature share.version is ${level}, and 1 is wanted). ` +
      "Use Kafka 4.2 or later with that feature on, or leave out KAFKA_BROKERS for the lab's own.",
  )
}

/** A process on a cluster without share groups is of no use, and is ended. */
async function start(shares: Shares, { cluster }: Connection): Promise<number> {
  buryAll(shares)
  const host = startShareProcess(cluster)
  shares.host = host
  const level = await ask<number>(host, 'feature')
  if (level > 0) return level
  shares.host = null
  await endShareProcess(host)
  return level
}

/** Marks as dead whose process has ended, so that each says so from now on. */
export function buryAll({ host, members }: Shares): void {
  const end = host === null ? null : endOfShareProcess(host)
  if (end === null) return
  for (const member of members.values())
    if (member.status === 'member') {
      member.status = 'died'
      member.end = `${end} ${member.name} was among them, and what it held is free for others: run its join cell again, which starts a new process.`
    }
}

/** What a promise comes to, or null when Java threw an exception of this class. */
export function unlessJava<T>(name: string, promise: Promise<T>): Promise<T | null> {
  return promise.catch((problem: unknown) => {
    if (isJavaError(problem) && problem.javaClass === name) return null
    throw problem
  })
}
