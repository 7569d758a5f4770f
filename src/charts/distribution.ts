import { placedShape } from '../model/facts-shape.js'
import { partitionCount, text } from '../model/options.js'
import { keysOf, type Lane, lanesOf, type PlacedMessage } from '../model/placement.js'
import { listOf } from '../model/shape.js'
import type { Chart } from './chart.js'
import { distributionScene } from './distribution-scene.js'
import { type Drawable, drawingOptions, mustBeDrawable } from './drawable.js'
import { count, counted, listed } from './words.js'

/** What the messages cannot say. */
export interface DistributionOptions {
  /** How many partitions the topic has: those without a message are drawn too. */
  readonly partitions: number
  /** Default: 'Keys and partitions of' and the topic. */
  readonly title?: string
}

const DRAWN: Drawable = {
  what: 'the distribution',
  shape: listOf(placedShape),
  wanted: 'messages with their places',
  write: 'charts.distribution(sent, { partitions: 3 })',
}

/**
 * Which key went to which partition: a bar for each partition, made of its keys, with the line at which all bars would
 * end if they were even. Takes messages of one topic, sent or received.
 *
 *     await show(charts.distribution(sent, { partitions: 3 }))
 *
 * Throws a sentence when the messages are of several topics, or lie outside of the partitions.
 */
export function distribution(messages: readonly PlacedMessage[], wanted: DistributionOptions): Chart {
  mustBeDrawable(messages, DRAWN)
  const options = drawingOptions(wanted, DRAWN.what, { partitions: partitionCount, title: text })
  const lanes = lanesOf(messages, options.partitions)
  const topic = messages[0]?.topic
  const title =
    options.title ?? (topic === undefined ? 'Keys and partitions' : `Keys and partitions of ${topic}`)
  return {
    title,
    alt: finding(lanes, messages.length),
    table: {
      columns: ['partition', 'messages', 'share in %', 'number of keys', 'keys'],
      rows: lanes.map(({ partition, messages: own }) => [
        partition,
        own.length,
        percent(own.length, messages.length),
        keysOf([{ messages: own }]).length,
        keysOf([{ messages: own }]).join(', ') || null,
      ]),
    },
    picture: { kind: 'plot', scene: distributionScene(title, lanes) },
  }
}

function finding(lanes: readonly Lane[], total: number): string {
  if (total === 0) return `There are no messages in ${counted(lanes.length, 'partition')}.`
  const parts = lanes.map(({ partition, messages }) => {
    const keys = keysOf([{ messages }]).length
    const from = keys === 0 ? 'no key' : counted(keys, 'key')
    return `partition ${partition} has ${messages.length === 0 ? 'none' : `${count(messages.length)} (${from})`}`
  })
  const fullest = lanes.reduce((most, lane) => (lane.messages.length > most.messages.length ? lane : most))
  const times = (fullest.messages.length * lanes.length) / total
  const skew =
    times === 1
      ? 'All have the same.'
      : `Partition ${fullest.partition} has ${percent(fullest.messages.length, total)} % of them, ${times.toFixed(1)} times an even share.`
  return `Of ${counted(total, 'message')}, ${listed(parts)}. ${skew}`
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((100 * part) / whole)
}
