import { observationShape } from '../model/facts-shape.js'
import type { GroupFacts, ObservationFacts } from '../model/observation.js'
import { text } from '../model/options.js'
import { acknowledgementScene, type TopicBlock } from './acknowledgement-scene.js'
import type { Chart } from './chart.js'
import { groupColour } from './colour.js'
import { type Drawable, drawingOptions, mustBeDrawable } from './drawable.js'
import { countIn, type GroupPartition, messageStates } from './message-states.js'
import { chosenTopics, readersOf } from './topics.js'
import { count, counted, listed } from './words.js'

/** What `acknowledgements` draws: all topics of the observation, or one. */
export interface AcknowledgementOptions {
  readonly topic?: string
}

const DRAWN: Drawable = {
  what: 'the acknowledgements',
  shape: observationShape,
  wanted: 'an observation',
  write: 'charts.acknowledgements(await lab.observe())',
}

/**
 * Which messages each group received, acknowledged and committed, partition by partition, with the committed offset as a
 * line. What the broker says is solid; what only a member knows is hatched. Up to 40 offsets a partition are drawn one by
 * one, longer logs as runs. Offsets of control records count as offsets.
 *
 *     await show(charts.acknowledgements(await lab.observe(), { topic: 'demo-topic' }))
 *
 * Throws a sentence when the observation does not hold the topic.
 */
export function acknowledgements(observation: ObservationFacts, wanted: AcknowledgementOptions = {}): Chart {
  mustBeDrawable(observation, DRAWN)
  const options = drawingOptions(wanted, DRAWN.what, { topic: text })
  const topics = chosenTopics(observation, options.topic, 'draw the acknowledgements')
  const blocks = topics.map((topic) => block(observation, topic))
  const title = `Acknowledgements in ${topics.length > 3 ? `${topics.length} topics` : listed(topics)}`
  const alt = blocks.map(finding).join(' ') || 'There is no topic yet.'
  return {
    title,
    alt,
    table: {
      columns: [
        'topic',
        'partition',
        'group',
        'committed',
        'log end',
        'acknowledged, not committed',
        'received only',
      ],
      rows: blocks.flatMap((one) => one.groups.flatMap((group) => group.partitions.map(row))),
      missing: 'never',
    },
    picture: { kind: 'plot', scene: acknowledgementScene(title, blocks) },
  }
}

function block(observation: ObservationFacts, topic: string): TopicBlock {
  const partitions = observation.partitions.filter((one) => one.topic === topic)
  const concerned = readersOf(observation, topic)
  return {
    topic,
    partitions,
    groups: concerned.map((group) => ({
      name: group.group,
      colour: groupColour(observation.appearance, group.group),
      partitions: partitions.map(({ partition, start, end }) =>
        states(group, { topic, partition, start, end }),
      ),
    })),
  }
}

function states(
  group: GroupFacts,
  at: { topic: string; partition: number; start: number; end: number },
): GroupPartition {
  const found = group.positions.find((one) => one.topic === at.topic && one.partition === at.partition)
  return messageStates(group, { ...at, committed: found?.committed ?? null })
}

function row(one: GroupPartition): (string | number | null)[] {
  const { topic, partition, group, committed, end, runs } = one
  return [topic, partition, group, committed, end, countIn(runs, 'acknowledged'), countIn(runs, 'received')]
}

function finding({ topic, partitions, groups }: TopicBlock): string {
  if (groups.length === 0) return `No group reads ${topic}.`
  const all = partitions.reduce((sum, one) => sum + one.end - one.start, 0)
  const said = groups.map(({ name, partitions: own }) => {
    const total = (state: 'committed' | 'acknowledged'): number =>
      own.reduce((sum, one) => sum + countIn(one.runs, state), 0)
    const never = own.every((one) => one.committed === null)
    const held = total('acknowledged')
    const beside = own.some((one) => one.gap) ? 'acknowledged above a gap' : 'acknowledged and not committed'
    return `${name} ${never ? 'never committed' : `committed ${count(total('committed'))}`}${held > 0 ? ` (${count(held)} more ${beside})` : ''}`
  })
  const beyond = groups.flatMap(({ name, partitions: own }) =>
    own.flatMap(({ committed, partition, end }) =>
      committed !== null && committed > end
        ? [
            ` ${name}'s committed offset ${count(committed)} in partition ${partition} is beyond the log end ${count(end)}.`,
          ]
        : [],
    ),
  )
  return `Of ${counted(all, 'offset')} in ${topic}, ${listed(said)}.${beyond.join('')}`
}
