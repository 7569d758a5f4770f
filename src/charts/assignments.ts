import { observationShape } from '../model/facts-shape.js'
import type { GroupFacts, ObservationFacts } from '../model/observation.js'
import { text } from '../model/options.js'
import { assignmentScene, type GroupAssignment } from './assignment-scene.js'
import type { Chart } from './chart.js'
import { memberColour } from './colour.js'
import { type Drawable, drawingOptions, mustBeDrawable } from './drawable.js'
import { chosenTopics, readersOf } from './topics.js'
import { counted, listed } from './words.js'

/** What `assignments` draws: all topics of the observation, or one. */
export interface AssignmentOptions {
  readonly topic?: string
}

const DRAWN: Drawable = {
  what: 'the assignments',
  shape: observationShape,
  wanted: 'an observation',
  write: 'charts.assignments(await lab.observe())',
}

/**
 * Which member owns which partition, group by group: a row a member, a column a partition. Members without a partition
 * and partitions without a member are shown as such, and a state other than Stable is named. Broker facts only.
 *
 *     await show(charts.assignments(await lab.observe()))
 *
 * Throws a sentence when the observation does not hold the topic.
 */
export function assignments(observation: ObservationFacts, wanted: AssignmentOptions = {}): Chart {
  mustBeDrawable(observation, DRAWN)
  const options = drawingOptions(wanted, DRAWN.what, { topic: text })
  const topics = chosenTopics(observation, options.topic, 'draw the assignments')
  const readers = observation.groups.flatMap((group) =>
    topics
      .filter((topic) => readersOf(observation, topic).includes(group))
      .map((topic) => ({ group, topic })),
  )
  const parts = readers.map(({ group, topic }) => assignment(observation, group, topic))
  const title = `Partition assignment in ${topics.length > 3 ? `${topics.length} topics` : listed(topics)}`
  const alt = parts.map(finding).join(' ') || 'No group reads a topic yet.'
  return {
    title,
    alt,
    table: {
      columns: ['group', 'state', 'topic', 'partition', 'member'],
      rows: parts.flatMap(({ group, state, topic, partitions, members }) =>
        partitions.map((partition) => [group, state, topic, partition, owner(members, partition) ?? null]),
      ),
      missing: 'nobody',
    },
    picture: { kind: 'plot', scene: assignmentScene(title, parts) },
  }
}

function assignment(observation: ObservationFacts, group: GroupFacts, topic: string): GroupAssignment {
  const partitions = observation.partitions.filter((one) => one.topic === topic).map((one) => one.partition)
  const members = group.members.map(({ name, assigned }) => ({
    name,
    colour: memberColour(observation.appearance, name),
    owned: assigned.filter((one) => one.topic === topic).map((one) => one.partition),
    idle: assigned.length === 0,
  }))
  const unowned = partitions.filter((partition) => owner(members, partition) === undefined)
  return { group: group.group, state: group.state, topic, partitions, members, unowned }
}

function owner(members: GroupAssignment['members'], partition: number): string | undefined {
  return members.find((member) => member.owned.includes(partition))?.name
}

function finding({ group, state, topic, partitions, members, unowned }: GroupAssignment): string {
  const owners = members.filter((member) => member.owned.length > 0)
  const idle = members.filter((member) => member.idle).map((member) => member.name)
  const rest = idle.length > 0 ? `; ${listed(idle)} ${idle.length === 1 ? 'is' : 'are'} idle` : ''
  const named = state === 'Stable' ? '' : ` (${state})`
  if (owners.length === 0) return `In ${group}${named}, nobody owns a partition of ${topic}${rest}.`
  const shares = owners.map(
    ({ name, owned }) =>
      `${name} owns ${owned.length === 1 ? 'partition' : 'partitions'} ${listed(owned.map(String))}`,
  )
  const open =
    unowned.length > 0 ? `; nobody owns ${unowned.length} of ${counted(partitions.length, 'partition')}` : ''
  return `In ${group}${named}, ${listed(shares)} of ${topic}${open}${rest}.`
}
