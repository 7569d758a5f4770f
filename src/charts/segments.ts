import type { Segment } from '../model/broker-facts.js'
import { aCount, aText, fieldsOf, listOf } from '../model/shape.js'
import type { Panel } from './chart.js'
import { type Drawable, mustBeDrawable } from './drawable.js'
import { count, counted } from './words.js'

const DRAWN: Drawable = {
  what: 'the segments',
  shape: listOf(fieldsOf({ topic: aText, partition: aCount, file: aText, bytes: aCount })),
  wanted: 'the files of a topic',
  write: "charts.segments(await lab.segments('orders'))",
}

/**
 * The files that hold a topic's records, as a table.
 *
 *     await show(charts.segments(await lab.segments('orders')))
 */
export function segments(files: readonly Segment[]): Panel {
  mustBeDrawable(files, DRAWN)
  const bytes = files.reduce((sum, each) => sum + each.bytes, 0)
  const partitions = new Set(files.map(({ topic, partition }) => `${topic}-${partition}`))
  return {
    title: 'Segments on the disk of the broker',
    alt: `${counted(partitions.size, 'partition')} in ${counted(files.length, 'segment')} with ${count(bytes)} bytes of records.`,
    table: {
      columns: ['folder', 'file', 'bytes'],
      rows: files.map(({ topic, partition, file, bytes: size }) => [`${topic}-${partition}`, file, size]),
    },
  }
}
