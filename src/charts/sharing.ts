import { observationShape } from '../model/facts-shape.js'
import type { GroupFacts, Observation } from '../model/observation.js'
import { text } from '../model/options.js'
import { listOf } from '../model/shape.js'
import type { Chart } from './chart.js'
import { memberColour } from './colour.js'
import { type Drawable, drawingOptions, mustBeDrawable } from './drawable.js'
import { type Share, sharingScene } from './sharing-scene.js'
import { readersOf } from './topics.js'
import { counted, listed } from './words.js'

/** What `sharing` draws. */
export interface SharingOptions {
  readonly group: string
  /** Default: the only topic that the group reads. */
  readonly topic?: string
}

const DRAWN: Drawable = {
  what: 'how a group shares its partitions',
  shape: listOf(observationShape),
  wanted: 'a list of observations',
  write: "charts.sharing([before, await lab.observe()], { group: 'A' })",
}

/**
 * How one group shared a topic's partitions at several moments: a panel for each observation, headed by its number of
 * members, with the owner on each partition, how many each member has, and who is idle. Broker facts only.
 *
 *     await show(charts.sharing([withOne, withTwo, withThree], { group: 'chat-service' }))
 *
 * Throws a sentence when an observation does not hold the group, or the group reads several topics and none is named.
 */
export function sharing(looks: readonly Observation[], options: SharingOptions): Chart {
  mustBeDrawable(looks, DRAWN)
  const { group, topic } = drawingOptions(options ?? {}, DRAWN.what, { group: text, topic: text })
  if (group === undefined)
    throw new TypeError(
      `Cannot draw ${DRAWN.what}: wanted the name of the group, found none. Write ${DRAWN.write}.`,
    )
  const about = topic ?? onlyTopic(looks, group)
  const shares = looks.map((look) => shareOf(look, group, about))
  const title = `How ${group} shares ${about}`
  return {
    title,
    alt: shares.map(finding).join(' ') || 'There is no observation yet.',
    table: {
      columns: ['members', 'state', 'partition', 'member'],
      rows: shares.flatMap(({ members, state, owners }) =>
        owners.map(({ partition, member }) => [members.length, state, partition, member]),
      ),
      missing: 'nobody',
    },
    picture: { kind: 'plot', scene: sharingScene(title, shares) },
  }
}

function shareOf(look: Observation, group: string, topic: string): Share {
  const { state, members } = look.group(group)
  const owners = look.partitions
    .filter((one) => one.topic === topic)
    .map(({ partition }) => {
      const member = members.find(({ assigned }) =>
        assigned.some((one) => one.topic === topic && one.partition === partition),
      )
      return { partition, member: member?.name ?? null }
    })
  return {
    ...{ state, owners },
    members: members.map(({ name, assigned }) => ({
      name,
      colour: memberColour(look.appearance, name),
      size: owners.filter(({ member }) => member === name).length,
      // Between two assignments nobody has anything yet, and nobody is left out.
      idle: state === 'Stable' && assigned.length === 0,
    })),
  }
}

function onlyTopic(looks: readonly Observation[], group: string): string {
  const reads = (look: Observation, topic: string): boolean =>
    readersOf(look, topic).includes(look.groups.find((one) => one.group === group) as GroupFacts)
  const topics = [
    ...new Set(
      looks.flatMap((look) =>
        look.partitions.filter((one) => reads(look, one.topic)).map((one) => one.topic),
      ),
    ),
  ]
  if (topics.length <= 1) return topics[0] ?? 'no topic'
  throw new Error(
    `Cannot draw how '${group}' shares its partitions: wanted one topic, found ${listed(topics.map((one) => `'${one}'`))}. Name one of them: charts.sharing(looks, { group: '${group}', topic: '${topics[0]}' }).`,
  )
}

function finding({ state, members, owners }: Share): string {
  const named = state === 'Stable' ? '' : ` (${state})`
  const idle = members.filter((member) => member.idle).map(({ name }) => name)
  const free = owners.filter(({ member }) => member === null).length
  const shares = members
    .filter(({ size }) => size > 0)
    .map(({ name }) => {
      const own = owners.filter(({ member }) => member === name).map(({ partition }) => String(partition))
      return `${name} has ${listed(own)}`
    })
  const parts = [
    ...(shares.length > 0 ? [listed(shares)] : []),
    ...(idle.length > 0 ? [`${listed(idle)} ${idle.length === 1 ? 'is' : 'are'} idle`] : []),
    ...(free > 0 ? [`nobody has ${counted(free, 'partition')}`] : []),
  ]
  return `With ${members.length === 0 ? 'no members' : counted(members.length, 'member')}${named}: ${parts.join('; ')}.`
}
