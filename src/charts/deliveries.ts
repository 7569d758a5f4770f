import type { MessageDelivery } from '../model/delivery.js'
import { text } from '../model/options.js'
import { aCount, aText, fieldsOf, listOf, mapOf } from '../model/shape.js'
import type { Chart } from './chart.js'
import { deliveriesScene } from './deliveries-scene.js'
import { type Drawable, drawingOptions, mustBeDrawable } from './drawable.js'
import { count, counted, listed } from './words.js'

type Fate = MessageDelivery['fate']

/** What became of the messages, in words, in the order of the legend. */
const SAID: Readonly<Record<Fate, string>> = {
  handled: 'handled once',
  repeated: 'handled more than once',
  lost: 'lost',
  waiting: 'waiting',
  'dead-lettered': 'in the dead letter queue',
}

/** What a way to handle messages made of some of them: the finding, where it is not that each was handled once. */
const DONE: Readonly<Record<Exclude<Fate, 'handled'>, (some: string) => string>> = {
  lost: (some) => `lost ${some}`,
  repeated: (some) => `handled ${some} more than once`,
  waiting: (some) => `left ${some} waiting`,
  'dead-lettered': (some) => `put ${some} in the dead letter queue`,
}

/** What the messages cannot say. */
export interface DeliveriesOptions {
  /** Default: 'What became of each message'. */
  readonly title?: string
}

const DRAWN: Drawable = {
  what: 'the deliveries',
  shape: mapOf(
    listOf(fieldsOf({ topic: aText, partition: aCount, offset: aCount, handled: aCount, fate: aText })),
  ),
  wanted: 'what became of the messages, by the way they were handled',
  write: "charts.deliveries({ naive: delivery(sent, done, await lab.status('A')) })",
}

/**
 * What became of each message under several ways to handle it: a row for each way, a box for each message, and the counts
 * in words. How often a message was handled is what its members know; lost and waiting are judged by the broker's committed
 * offset.
 *
 *     await show(charts.deliveries({ 'print and continue': delivery(sent, handled, now.group('A')) }))
 */
export function deliveries(
  ways: Readonly<Record<string, readonly MessageDelivery[]>>,
  options: DeliveriesOptions = {},
): Chart {
  mustBeDrawable(ways, DRAWN)
  const { title = 'What became of each message' } = drawingOptions(options, DRAWN.what, { title: text })
  const rows = Object.entries(ways).map(([way, messages]) => {
    return { way, messages: inOrder(messages), counts: countsOf(messages) }
  })
  return {
    title,
    alt: rows.map(findingOf).join(' ') || 'No message has been handled yet.',
    table: {
      columns: ['way', 'topic', 'partition', 'offset', 'times handled', 'fate'],
      rows: rows.flatMap(({ way, messages }) =>
        messages.map(({ topic, partition, offset, handled, fate }) => [
          ...[way, topic, partition, offset, handled, fate],
        ]),
      ),
    },
    picture: { kind: 'plot', scene: deliveriesScene(title, rows) },
  }
}

/** '10 messages: 9 handled once and 1 lost'. */
function countsOf(messages: readonly MessageDelivery[]): string {
  if (messages.length === 0) return 'no messages'
  const fates = sizes(messages).map(([fate, size]) => `${count(size)} ${SAID[fate]}`)
  return `${counted(messages.length, 'message')}: ${listed(fates)}`
}

/** '"print and continue" lost 1 of 10 messages.' */
function findingOf({ way, messages }: { way: string; messages: readonly MessageDelivery[] }): string {
  const all = counted(messages.length, 'message')
  if (messages.length === 0) return `"${way}" had no messages.`
  const done = sizes(messages).flatMap(([fate, size]) =>
    fate === 'handled' ? [] : [DONE[fate](count(size))],
  )
  return done.length === 0 ? `"${way}" handled each of ${all} once.` : `Of ${all}, "${way}" ${listed(done)}.`
}

/** How many messages have each fate that some have, in the order of the legend. */
function sizes(messages: readonly MessageDelivery[]): [Fate, number][] {
  const all = (Object.keys(SAID) as Fate[]).map((fate): [Fate, number] => [
    fate,
    messages.filter((one) => one.fate === fate).length,
  ])
  return all.filter(([, size]) => size > 0)
}

function inOrder(messages: readonly MessageDelivery[]): MessageDelivery[] {
  const byTopic = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
  return [...messages].sort(
    (a, b) => byTopic(a.topic, b.topic) || a.partition - b.partition || a.offset - b.offset,
  )
}
