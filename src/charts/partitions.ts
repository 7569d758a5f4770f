import { partitionFactsShape } from '../model/facts-shape.js'
import type { PartitionFacts } from '../model/observation.js'
import { listOf } from '../model/shape.js'
import type { Panel } from './chart.js'
import { type Drawable, mustBeDrawable } from './drawable.js'
import { counted } from './words.js'

const DRAWN: Drawable = {
  what: 'the partitions',
  shape: listOf(partitionFactsShape),
  wanted: 'what the brokers say of partitions',
  write: "charts.partitions(await lab.describe('orders'))",
}

/**
 * Where each partition is kept, as a table: leader, replicas and in-sync replicas by node id, and its offsets.
 *
 *     await show(charts.partitions(await lab.describe('orders')))
 */
export function partitions(facts: readonly PartitionFacts[]): Panel {
  mustBeDrawable(facts, DRAWN)
  const topics = new Set(facts.map(({ topic }) => topic))
  const behind = facts.filter(({ replicas, isr }) => isr.length < replicas.length)
  const leaderless = facts.filter(({ leader }) => leader === null)
  return {
    title: 'Partitions',
    alt: `${counted(facts.length, 'partition')} of ${counted(topics.size, 'topic')}: ${
      leaderless.length === 0 ? 'each has a leader' : `${leaderless.length} without a leader`
    }, ${behind.length === 0 ? 'all replicas are in sync' : `${behind.length} with replicas out of sync`}.`,
    table: {
      columns: [
        'topic',
        'partition',
        'leader',
        'replicas',
        'in-sync replicas',
        'first offset',
        'log end offset',
      ],
      rows: facts.map(({ topic, partition, leader, replicas, isr, start, end }) => [
        topic,
        `P${partition}`,
        leader === null ? null : `node ${leader}`,
        replicas.join(', '),
        isr.join(', '),
        start,
        end,
      ]),
    },
  }
}
