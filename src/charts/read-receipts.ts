import { callable, text } from '../model/options.js'
import type { ReadReceipt } from '../model/read-receipts.js'
import { aCount, aFlag, aText, fieldsOf, listOf, mapOf } from '../model/shape.js'
import type { Chart } from './chart.js'
import { type Drawable, drawingOptions, mustBeDrawable } from './drawable.js'
import { readReceiptsScene } from './read-receipts-scene.js'
import { count, counted, listed } from './words.js'

/** What the receipts cannot say. */
export interface ReadReceiptsOptions {
  /** What a row is called; default: its offset, with its partition where there are several. */
  readonly label?: (message: ReadReceipt) => string
  /** Default: 'Who has read which message'. */
  readonly title?: string
}

const receipt = fieldsOf({
  topic: aText,
  partition: aCount,
  offset: aCount,
  by: mapOf(fieldsOf({ read: aFlag, counts: aFlag })),
  byEveryone: aFlag,
})

const DRAWN: Drawable = {
  what: 'the read receipts',
  shape: listOf(receipt),
  wanted: 'receipts',
  write: 'charts.readReceipts(readReceipts(sent, users))',
}

/**
 * Who has read which message: a row for each message, a column for each user, and one for everyone who was in the room when
 * it was sent. A tick is a committed offset above the message, as the broker says it. More than 40 messages are thinned.
 *
 *     await show(charts.readReceipts(readReceipts(sent, readers), { label: ({ offset }) => texts[offset] }))
 */
export function readReceipts(receipts: readonly ReadReceipt[], options: ReadReceiptsOptions = {}): Chart {
  mustBeDrawable(receipts, DRAWN)
  const { label, title = 'Who has read which message' } = drawingOptions(options, DRAWN.what, {
    label: callable,
    title: text,
  })
  const users = [...new Set(receipts.flatMap(({ by }) => Object.keys(by)))]
  const several = new Set(receipts.map(({ topic, partition }) => `${topic}/${partition}`)).size > 1
  const topics = new Set(receipts.map(({ topic }) => topic)).size > 1
  const named = (one: ReadReceipt): string => {
    const place = several ? `P${one.partition}, offset ${count(one.offset)}` : `offset ${count(one.offset)}`
    return label?.(one) ?? (topics ? `${one.topic} ${place}` : place)
  }
  return {
    title,
    alt: finding(receipts, users),
    table: {
      columns: ['message', 'topic', 'partition', 'offset', ...users, 'everyone who was there'],
      rows: receipts.map((one) => [
        ...[named(one), one.topic, one.partition, one.offset],
        ...users.map((user) => cellOf(one.by[user])),
        one.byEveryone ? 'read' : null,
      ]),
    },
    picture: { kind: 'plot', scene: readReceiptsScene(title, receipts, users, named) },
  }
}

function cellOf(receipt: ReadReceipt['by'][string] | undefined): string | null {
  if (receipt === undefined) return null
  return `${receipt.read ? 'read' : 'unread'}${receipt.counts ? '' : ', sent before'}`
}

function finding(receipts: readonly ReadReceipt[], users: readonly string[]): string {
  if (receipts.length === 0) return 'There is no message yet.'
  const said = users.map((user) => {
    const own = receipts.flatMap(({ by }) => by[user] ?? [])
    const there = own.filter(({ counts }) => counts)
    const read = there.filter((one) => one.read).length
    const before = own.length - there.length
    const earlier = own.filter((one) => one.read && !one.counts).length
    const late = before === 0 ? '' : ` (and ${count(earlier)} of ${count(before)} from before)`
    return `${user} has read ${count(read)} of ${count(there.length)}${late}`
  })
  const all = receipts.filter(({ byEveryone }) => byEveryone).length
  const who = users.length === 0 ? 'Nobody is there to read.' : `${listed(said)}.`
  return `${counted(receipts.length, 'message')}, ${count(all)} read by everyone who was there. ${who}`
}
