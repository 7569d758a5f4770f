import { printed } from '../model/printed.js'
import { forget, type Timeline } from '../model/timeline.js'
import { endAll, goesOn } from './background.js'
import { end } from './ending.js'
import { removeTopics } from './fresh.js'
import { removeGroups } from './fresh-group.js'
import { groupsOn } from './groups-on.js'
import { isAlive, nameOf } from './membership.js'
import type { Provisioning } from './provisioning.js'
import { refuseStrangers } from './strangers.js'

/** What starting over empties. */
export interface Memory extends Provisioning {
  readonly groups: Set<string>
  readonly names: Set<string>
  readonly timeline: Timeline
}

/** What there was, and is no more. */
export interface StartedOver {
  /** Traffics and samplings that were going on. */
  readonly stopped: number
  /** Members that were alive. */
  readonly ended: number
  /** Names of the groups and the topics that were deleted. */
  readonly groups: readonly string[]
  readonly topics: readonly string[]
  readonly tookMs: number
}

/**
 * Ends all that this lab does on its cluster, deletes the groups and the topics that it has met, and forgets them. What
 * others made there stays. Throws a sentence, with nothing changed, while somebody else is in one of the groups.
 */
export async function startOver(lab: Memory): Promise<StartedOver> {
  const began = performance.now()
  const { connection, traffics, samplings } = lab
  const members = [...lab.members.values()]
  const met = {
    groups: new Set([...lab.groups, ...members.map(({ group }) => group)]),
    topics: new Set([...lab.topics, ...members.flatMap(({ topics }) => topics)]),
  }
  const real = [...met.topics].map((topic) => connection.cluster.prefix + topic)
  const reading = (await groupsOn(lab, real)).map(({ group }) => group)
  for (const group of new Set([...met.groups, ...reading]))
    await refuseStrangers(lab, group, 'Cannot start over')
  const works = [...traffics.values(), ...samplings.values()]
  const stopped = works.filter(goesOn).length
  const ended = members.filter(isAlive).length
  const when = 'when the lab started over'
  await endAll(lab, when, 10_000)
  for (const each of members)
    await end(lab, each, `${nameOf(each)} was ended ${when}: run its join cell again.`)
  const groups = await removeGroups(lab, [...met.groups])
  const topics = await removeTopics(lab, [...met.topics])
  for (const memory of [traffics, samplings, lab.members, lab.gone, lab.groups, lab.topics, lab.names])
    memory.clear()
  forget(lab.timeline)
  const result: StartedOver = { stopped, ended, groups, topics, tookMs: performance.now() - began }
  return printed(result, () => lineOf(result))
}

function lineOf({ stopped, ended, groups, topics, tookMs }: StartedOver): string {
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
  return `started over: ${what} (${(tookMs / 1_000).toFixed(1)} s)`
}
