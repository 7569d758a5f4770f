import type { OwnershipSegment } from '../model/ownership.js'
import { LINE, MUTED } from './colour.js'
import { unreadPaint } from './rebalance-lane.js'
import type { Box, Label } from './scene.js'
import { shortened, textWidth, wrapped } from './words.js'

const LINE_HEIGHT = 22
const MOST_NAMES = 12

/** The key below the lanes: the members in their colours, and the ways in which nobody reads. */
export function rebalanceLegend(
  segments: readonly OwnershipSegment[],
  { crowded, unsaid }: { readonly crowded: boolean; readonly unsaid: boolean },
  colour: (member: string) => string,
  { left, right, top }: { readonly left: number; readonly right: number; readonly top: number },
): { boxes: Box[]; labels: Label[]; bottom: number } {
  const names = [...new Set(segments.flatMap(({ member, last }) => member ?? last ?? []))]
  const shown = names.slice(0, MOST_NAMES)
  const has = (unread: OwnershipSegment['unread']): boolean => segments.some((one) => one.unread === unread)
  const entries: (Pick<Box, 'fill' | 'stroke' | 'hatch'> & { text: string })[] = [
    ...shown.map((name) => ({ fill: colour(name), stroke: LINE, text: `${shortened(name, 22)} reads` })),
    ...(has('rebalance') ? [{ ...unreadPaint('rebalance', LINE), text: 'nobody reads: a rebalance' }] : []),
    ...(has('empty')
      ? [{ ...unreadPaint('empty', LINE), text: 'nobody reads: the group has no member' }]
      : []),
    ...(has('crashed')
      ? [
          {
            ...unreadPaint('crashed', colour(segments.find((one) => one.unread === 'crashed')?.last ?? '')),
            text: 'nobody reads: the owner crashed, and has the partition until its session time-out',
          },
        ]
      : []),
    ...(crowded
      ? [
          {
            fill: MUTED,
            stroke: MUTED,
            hatch: 'dense' as const,
            text: 'too many changes to draw: see the numbers',
          },
        ]
      : []),
  ]
  const boxes: Box[] = []
  const labels: Label[] = []
  let [x, y] = [left, top + 10]
  for (const { text, ...paint } of entries) {
    const width = 24 + textWidth(text, 12) + 14
    if (x > left && x + width > right) [x, y] = [left, y + LINE_HEIGHT]
    boxes.push({ x1: x, x2: x + 18, y1: y - 7, y2: y + 7, ...paint })
    labels.push({ x: x + 24, y, text })
    x += width
  }
  if (entries.length > 0) y += LINE_HEIGHT
  const rest = [
    ...(names.length > shown.length
      ? [`${names.length - shown.length} more members are in the numbers.`]
      : []),
    ...(segments.some(({ member, generation }) => member !== null && generation === null)
      ? ['A generation that ended before its first heartbeat has no number here.']
      : []),
    ...(unsaid ? ['Lengths without room below the lanes are in the numbers.'] : []),
  ]
  const note = wrapped(['As the members of this lab lived it.', ...rest].join(' '), right - left, 12)
  labels.push(...note.map((text, at) => ({ x: left, y: y + at * 18, text, fill: MUTED })))
  return { boxes, labels, bottom: y + (note.length - 1) * 18 + LINE_HEIGHT / 2 }
}
