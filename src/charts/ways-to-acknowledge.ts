import { perPartitionShape, placeShape } from '../model/facts-shape.js'
import type { GroupView, OffsetRange, TopicPartition } from '../model/observation.js'
import { text } from '../model/options.js'
import { union } from '../model/ranges.js'
import { aCount, aNumber, aText, fieldsOf, listOf, mapOf, orNothing, type Shape } from '../model/shape.js'
import type { Chart } from './chart.js'
import { type Drawable, drawingOptions, mustBeDrawable } from './drawable.js'
import { type AcknowledgedMessage, waysScene } from './ways-scene.js'
import { count, listed } from './words.js'

/** A message's place in its log. */
interface Place extends TopicPartition {
  readonly offset: number
}

/** What a member of a share group told the broker of one message. */
export interface ShareAcknowledgement extends Place {
  /** How many times it had been acquired by then. */
  readonly deliveryCount: number
  readonly as: 'accepted' | 'released' | 'rejected'
}

/** A consumer group as it was looked at, or the acknowledgements of a share group, oldest first, with its lag if known. */
export type Way =
  | { readonly group: Pick<GroupView, 'committed' | 'lag' | 'memory'> }
  | { readonly share: readonly ShareAcknowledgement[]; readonly lag?: number }

/** What the ways cannot say. */
export interface WaysToAcknowledgeOptions {
  /** Default: 'Ways to acknowledge the same messages'. */
  readonly title?: string
}

const ranges = listOf(fieldsOf({ from: aCount, to: aCount }))
const kept = fieldsOf({ topic: aText, partition: aCount, received: ranges, acknowledged: ranges })
const group = fieldsOf({
  committed: perPartitionShape(aCount),
  lag: perPartitionShape(aNumber),
  memory: listOf(fieldsOf({ partitions: listOf(kept) })),
})
const told = fieldsOf({ topic: aText, partition: aCount, offset: aCount, deliveryCount: aCount, as: aText })
const ofGroupShape = fieldsOf({ group })
const ofShareShape = fieldsOf({ share: listOf(told), lag: orNothing(aNumber) })
const way: Shape = (value, path) =>
  (typeof value === 'object' && value !== null && 'group' in value ? ofGroupShape : ofShareShape)(value, path)

const write =
  "charts.waysToAcknowledge(sent, { ledger: { group: await lab.status('A') }, 'share group': { share: told } })"
const what = 'the ways to acknowledge'
const SENT: Drawable = { what, shape: listOf(placeShape), wanted: 'messages with their places', write }
const WAYS: Drawable = { what, shape: mapOf(way), wanted: 'ways by their names', write }

/**
 * The same messages under several ways to acknowledge: a row for each way, a box for each message. In a consumer group what
 * lies below the committed offset is done, and what is acknowledged above it is held, hatched, because only the member knows
 * of it; in a share group each message says how it was acknowledged last, and how many times it was delivered.
 *
 *     await show(charts.waysToAcknowledge(sent, { 'committed offset': { group: naive }, ledger: { group: kept }, 'share group': { share: told } }))
 *
 * Source: KIP-932, Queues for Kafka: acknowledgement types and delivery count.
 */
export function waysToAcknowledge(
  sent: readonly Place[],
  ways: Readonly<Record<string, Way>>,
  options: WaysToAcknowledgeOptions = {},
): Chart {
  mustBeDrawable(sent, SENT)
  mustBeDrawable(ways, WAYS)
  const { title = 'Ways to acknowledge the same messages' } = drawingOptions(options, what, { title: text })
  const messages = inOrder(sent)
  const rows = Object.entries(ways).map(([name, way]) => ({
    name,
    lag: lagOf(messages, way),
    committed: 'group' in way ? way.group.committed : null,
    messages: 'group' in way ? ofGroup(messages, way.group) : ofShare(messages, way.share),
  }))
  return {
    title,
    alt: rows.map((row) => `${row.name}: ${saidOf(row)}.`).join(' ') || 'Nothing has been acknowledged yet.',
    table: {
      columns: ['way', 'topic', 'partition', 'offset', 'acknowledged', 'delivery count'],
      rows: rows.flatMap(({ name, messages: those }) =>
        those.map(({ topic, partition, offset, state, deliveryCount }) => [
          ...[name, topic, partition, offset, state, deliveryCount],
        ]),
      ),
    },
    picture: { kind: 'plot', scene: waysScene(title, rows) },
  }
}

function ofGroup(
  messages: readonly Place[],
  { committed, memory }: Pick<GroupView, 'committed' | 'memory'>,
): AcknowledgedMessage[] {
  return messages.map(({ topic, partition, offset }): AcknowledgedMessage => {
    const held = memory
      .flatMap(({ partitions }) => partitions)
      .filter((one) => one.topic === topic && one.partition === partition)
      .reduce<readonly OffsetRange[]>((all, { acknowledged }) => union(all, acknowledged), [])
    const done = offset < (committed[topic]?.[partition] ?? 0)
    const known = held.some(({ from, to }) => from <= offset && offset < to)
    const state = done ? 'done' : known ? 'held' : 'not acknowledged'
    return { topic, partition, offset, state, deliveryCount: null }
  })
}

function ofShare(messages: readonly Place[], share: readonly ShareAcknowledgement[]): AcknowledgedMessage[] {
  const latest = new Map(share.map((one) => [`${one.topic}/${one.partition}/${one.offset}`, one]))
  return messages.map(({ topic, partition, offset }): AcknowledgedMessage => {
    const last = latest.get(`${topic}/${partition}/${offset}`)
    const state = last?.as ?? 'not acknowledged'
    return { topic, partition, offset, state, deliveryCount: last?.deliveryCount ?? null }
  })
}

/** Over the partitions of the messages; null where a part of it is not known. */
function lagOf(messages: readonly Place[], way: Way): number | null {
  if ('share' in way) return way.lag ?? null
  const places = new Map(messages.map((one) => [`${one.topic}/${one.partition}`, one]))
  const lags = [...places.values()].map(({ topic, partition }) => way.group.lag[topic]?.[partition] ?? null)
  return lags.includes(null) ? null : lags.reduce<number>((sum, lag) => sum + (lag ?? 0), 0)
}

const STATES: readonly AcknowledgedMessage['state'][] = [
  ...(['done', 'held', 'accepted', 'released', 'rejected', 'not acknowledged'] as const),
]

/** '3 done and 2 held, of 10; lag 7'. */
function saidOf({
  messages,
  lag,
}: {
  readonly messages: readonly AcknowledgedMessage[]
  readonly lag: number | null
}): string {
  const parts = STATES.flatMap((state) => {
    const offsets = messages.filter((one) => one.state === state).map(({ offset }) => count(offset))
    if (offsets.length === 0) return []
    const which = offsets.length <= 4 && state !== 'done' ? ` (offset ${listed(offsets)})` : ''
    return [`${count(offsets.length)} ${state}${which}`]
  })
  const again = messages.filter(({ deliveryCount }) => (deliveryCount ?? 0) > 1).length
  return [
    parts.length === 0 ? 'no messages' : listed(parts),
    ...(again > 0 ? [`${count(again)} delivered more than once`] : []),
    ...(lag === null ? [] : [`lag ${count(lag)}`]),
  ].join('; ')
}

function inOrder(sent: readonly Place[]): Place[] {
  const byTopic = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
  return [...sent].sort(
    (a, b) => byTopic(a.topic, b.topic) || a.partition - b.partition || a.offset - b.offset,
  )
}
