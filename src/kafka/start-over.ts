import { printed } from '../model/printed.js'
import { forget, type Timeline } from '../model/timeline.js'
import { apartEnded, endAll, endWork, goesOn } from './background.js'
import { end } from './ending.js'
import { apartGraceMs, removeTopics } from './fresh.js'
import { removeGroups } from './fresh-group.js'
import { groupsOn, prefixedGroups } from './groups-on.js'
import { isAlive, nameOf } from './membership.js'
import type { Provisioning } from './provisioning.js'
import { refuseShareStrangers, removeShareGroup } from './share-admin.js'
import { shareGroups } from './share-fresh.js'
import { refuseStrangers } from './strangers.js'
import { listTopics } from './topics.js'
import { isOpen } from './transaction-state.js'

/** What starting over empties. */
export interface Memory extends Provisioning {
  readonly groups: Set<string>
  readonly names: Set<string>
  readonly timeline: Timeline
}

/** What there was, and is no more. */
export interface StartedOver {
  /** Traffics and samplings that were going on, crash runs, and transactions that were open. */
  readonly stopped: number
  /** Members that were alive. */
  readonly ended: number
  /** Names of the groups and the topics that were deleted. */
  readonly groups: readonly string[]
  readonly topics: readonly string[]
  /** Groups that no member of this lab joined and topics that it did not create, which it used and which stay. */
  readonly left: readonly string[]
  readonly tookMs: number
}

/**
 * Ends all that this lab does on its cluster, deletes the groups that its members joined and the topics that it created
 * or made fresh, and forgets all that it met. A topic that it found there stays, whoever made it. Throws a sentence, with
 * nothing changed, while somebody else is in one of these groups, or reads one of these topics.
 */
export async function startOver(lab: Memory): Promise<StartedOver> {
  const began = performance.now()
  const { connection, traffics, samplings, replicaSamplings, transactions } = lab
  const members = [...lab.members.values()]
  const joined = new Set(members.map(({ group }) => group))
  const created = createdTopics(lab.timeline)
  const real = [...created].map((topic) => connection.cluster.prefix + topic)
  const reading = (await groupsOn(lab, real)).map(({ group }) => group)
  for (const group of new Set([...joined, ...reading])) await refuseStrangers(lab, group, 'Cannot start over')
  const shared = shareGroups(lab)
  for (const group of shared) await refuseShareStrangers(lab, group, 'Cannot start over')
  const works = [...traffics.values(), ...samplings.values(), ...replicaSamplings.values(), ...lab.apart]
  const stopped = works.filter(goesOn).length + [...transactions].filter(isOpen).length
  const sharing = [...lab.shares.members.values()].filter(({ status }) => status === 'member')
  const ended = members.filter(isAlive).length + sharing.length
  const when = 'when the lab started over'
  for (const work of lab.apart) await endWork(work, apartEnded(when), apartGraceMs)
  await endAll(lab, when, 10_000)
  for (const each of members)
    await end(lab, each, `${nameOf(each)} was ended ${when}: run its join cell again.`)
  for (const group of shared) await removeShareGroup(lab, group, 'the lab started over')
  const groups = [...(await removeGroups(lab, [...joined])), ...shared]
  const topics = await removeTopics(lab, [...created])
  const left = await stillThere(lab)
  for (const memory of [
    traffics,
    samplings,
    replicaSamplings,
    transactions,
    lab.leftOpen,
    lab.members,
    lab.shares.members,
    lab.gone,
    lab.groups,
    lab.topics,
    lab.names,
  ])
    memory.clear()
  forget(lab.timeline)
  const result: StartedOver = { stopped, ended, groups, topics, left, tookMs: performance.now() - began }
  return printed(result, () => lineOf(result))
}

/** Topics that the lab created and did not delete since. */
function createdTopics({ events }: Timeline): Set<string> {
  const created = new Set<string>()
  for (const event of events) {
    if (event.type === 'topic-created') created.add(event.topic)
    if (event.type === 'topic-deleted') created.delete(event.topic)
  }
  return created
}

/** The groups and the topics that the lab has met and that exist. */
async function stillThere({ connection, groups, topics }: Memory): Promise<string[]> {
  const { prefix } = connection.cluster
  const there = [await prefixedGroups(connection), await listTopics(connection.admin)]
  return [groups, topics].flatMap((met, at) => [...met].filter((name) => there[at]?.includes(prefix + name)))
}

function lineOf({ stopped, ended, groups, topics, left, tookMs }: StartedOver): string {
  const done = [
    [stopped, 'background task', 'stopped'],
    [ended, 'member', 'ended'],
    [groups.length, 'group', 'deleted'],
    [topics.length, 'topic', 'deleted'],
  ] as const
  const said = done
    .filter(([count]) => count > 0)
    .map(([count, noun, verb]) => `${count} ${noun}${count === 1 ? '' : 's'} ${verb}`)
  const what = said.length === 0 ? 'there was nothing to clear' : said.join(', ')
  const rest = left.length === 0 ? '' : `; ${left.join(', ')} stayed: not made by this lab`
  return `started over: ${what}${rest} (${(tookMs / 1_000).toFixed(1)} s)`
}
