import { observationShape } from '../model/facts-shape.js'
import { lagOf } from '../model/lag.js'
import type { GroupFacts, Observation, ObservationFacts } from '../model/observation.js'
import { text } from '../model/options.js'
import type { Chart } from './chart.js'
import { groupColour } from './colour.js'
import { type Drawable, drawingOptions, mustBeDrawable } from './drawable.js'
import type { OffsetBar } from './offsets-labels.js'
import { offsetsSpec } from './offsets-spec.js'
import { chosenTopics, readersOf } from './topics.js'
import { count, counted, listed } from './words.js'

/** What `offsets` draws: all topics of the observation, or one. */
export interface OffsetsOptions {
  readonly topic?: string
}

const DRAWN: Drawable = {
  what: 'the offsets',
  shape: observationShape,
  wanted: 'an observation',
  write: 'charts.offsets(await lab.observe())',
}

/**
 * The committed offset against the log end, and the lag between them, for every partition and group. Broker facts only.
 * Interactive in JupyterLab: a click in the legend brings out one group, pointing at a bar names its numbers.
 *
 *     await show(charts.offsets(await lab.observe()))
 *
 * Throws a sentence when the observation does not hold the topic.
 */
export function offsets(observation: Observation, wanted: OffsetsOptions = {}): Chart {
  mustBeDrawable(observation, DRAWN)
  const options = drawingOptions(wanted, DRAWN.what, { topic: text })
  const topics = chosenTopics(observation, options.topic, 'draw the offsets')
  const bars = topics.flatMap((topic) =>
    readersOf(observation, topic).flatMap((group) => barsOf(observation, group, topic)),
  )
  const title = 'Committed offset, log end offset and lag'
  const alt = topics.map((topic) => finding(observation, topic)).join(' ') || 'There is no topic yet.'
  const groups = observation.groups
    .filter(({ group }) => bars.some((bar) => bar.group === group))
    .map(({ group }) => group)
  const colours = groups.map((group) => groupColour(observation.appearance, group))
  return {
    title,
    alt,
    table: {
      columns: ['topic', 'partition', 'group', 'committed', 'log end', 'lag'],
      rows: bars.map((bar) => [bar.topic, bar.partition, bar.group, bar.committed, bar.end, bar.lag]),
      missing: 'never committed',
    },
    picture: { kind: 'vega-lite', spec: offsetsSpec({ title, alt, bars, groups, colours }) },
  }
}

function barsOf({ partitions }: ObservationFacts, group: GroupFacts, topic: string): OffsetBar[] {
  return partitions
    .filter((one) => one.topic === topic)
    .map(({ partition, start, end }) => {
      const position = group.positions.find((one) => one.topic === topic && one.partition === partition)
      const committed = position?.committed ?? null
      return { topic, partition, group: group.group, start, end, committed, lag: lagOf({ committed, end }) }
    })
}

function finding(observation: ObservationFacts, topic: string): string {
  const readers = readersOf(observation, topic)
  if (readers.length === 0) return `No group reads ${topic}.`
  const said = readers.map((group) => {
    const bars = barsOf(observation, group, topic)
    const known = bars.filter((bar) => bar.lag !== null)
    if (known.length === 0) return `${group.group} never committed`
    const lag = known.reduce((sum, bar) => sum + (bar.lag ?? 0), 0)
    const without = bars.length - known.length
    const rest = without > 0 ? ` and never committed in ${counted(without, 'partition')}` : ''
    return lag === 0 ? `${group.group} has no lag${rest}` : `${group.group} lags by ${count(lag)}${rest}`
  })
  return `In ${topic}, ${listed(said)}.`
}
