import { placedShape } from '../model/facts-shape.js'
import { callable, partitionCount } from '../model/options.js'
import { type Lane, lanesOf, NO_KEY, type PlacedMessage } from '../model/placement.js'
import { listOf } from '../model/shape.js'
import type { Chart } from './chart.js'
import { type Drawable, drawingOptions, mustBeDrawable } from './drawable.js'
import { orderScene } from './order-scene.js'
import { count, counted, listed } from './words.js'

/** What the messages cannot say. */
export interface OrderOptions<M extends PlacedMessage> {
  /** How many partitions the topic has: those without a message are drawn too. */
  readonly partitions: number
  /** A word on each message; default: its key alone. */
  readonly label?: (message: M) => string
}

const DRAWN: Drawable = {
  what: 'the order',
  shape: listOf(placedShape),
  wanted: 'messages with their places',
  write: 'charts.order(sent, { partitions: 3 })',
}

/**
 * In which order messages stand in the logs: a lane for each partition, its messages by offset, each with its key and the
 * number it had in the list. Takes messages of one topic in the order of sending; a key's numbers rise along its lane,
 * and no lane says anything about another.
 *
 *     await show(charts.order(sent, { partitions: 3, label: m => m.value.status }))
 *
 * Throws a sentence when the messages are of several topics, or lie outside of the partitions.
 */
export function order<M extends PlacedMessage>(messages: readonly M[], wanted: OrderOptions<M>): Chart {
  mustBeDrawable(messages, DRAWN)
  const options = drawingOptions<OrderOptions<M>>(wanted, DRAWN.what, {
    partitions: partitionCount,
    label: callable,
  })
  const lanes = lanesOf(messages, options.partitions)
  const topic = messages[0]?.topic
  const title = topic === undefined ? 'Order of messages' : `Order of messages in ${topic}`
  const label = options.label ?? (() => '')
  return {
    title,
    alt: finding(lanes),
    table: {
      columns: ['sent as', 'key', 'what', 'partition', 'offset'],
      rows: lanes
        .flatMap((lane) => lane.messages)
        .sort((a, b) => a.number - b.number)
        .map(({ number, key, message }) => [
          number,
          key,
          label(message) || null,
          message.partition,
          message.offset,
        ]),
    },
    picture: { kind: 'plot', scene: orderScene(title, lanes, label) },
  }
}

function finding(lanes: readonly Lane[]): string {
  const all = lanes.flatMap(({ messages }) => messages)
  if (all.length === 0) return `There are no messages in ${counted(lanes.length, 'partition')}.`
  const held = lanes.map(({ partition, messages }) => {
    const numbers = messages.slice(0, 20).map(({ number }) => count(number))
    const more = messages.length > 20 ? [`${count(messages.length - 20)} more`] : []
    return `partition ${partition} holds ${numbers.length === 0 ? 'none' : listed([...numbers, ...more])}`
  })
  return `Numbered as they were sent, ${held.join('; ')}. ${keysFinding(lanes)}`
}

function keysFinding(lanes: readonly Lane[]): string {
  const keys = new Map<string, { partition: number; number: number }[]>()
  for (const { partition, messages } of lanes)
    for (const { key, number } of messages)
      if (key !== NO_KEY) keys.set(key, [...(keys.get(key) ?? []), { partition, number }])
  if (keys.size === 0) return 'None has a key.'
  const split = [...keys].filter(([, own]) => new Set(own.map(({ partition }) => partition)).size > 1)
  const swapped = [...keys].filter(([, own]) =>
    own.some(({ partition, number }, at) => {
      const before = own[at - 1]
      return before !== undefined && before.partition === partition && before.number > number
    }),
  )
  const named = (some: typeof split): string =>
    some.length > 3 ? counted(some.length, 'key') : listed(some.map(([key]) => key))
  const found = [
    ...(split.length > 0
      ? [`${named(split)} stand in more than one partition and have no order there.`]
      : []),
    ...(swapped.length > 0 ? [`${named(swapped)} stand in another order than they were sent.`] : []),
  ]
  if (found.length > 0) return found.map((text) => `Messages of ${text}`).join(' ')
  return 'Messages of one key stand in one partition, in the order of sending.'
}
