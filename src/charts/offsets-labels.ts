import { INK, inkOn } from './colour.js'
import { count, shortened, textWidth } from './words.js'

/** One bar: one group's position in one partition. Offsets count records from 0; null means never committed. */
export interface OffsetBar {
  readonly topic: string
  readonly partition: number
  readonly group: string
  readonly start: number
  readonly end: number
  readonly committed: number | null
  readonly lag: number | null
}

/** Where a bar is drawn. */
export interface BarSpace {
  readonly low: number
  readonly high: number
  /** Px from `low` to `high`. */
  readonly width: number
  readonly groups: readonly string[]
  readonly colours: readonly string[]
}

/** What is written on a bar and what its tooltip says; `read` is where the solid part ends, inside the log. */
export interface BarLabels {
  readonly where: string
  readonly name: string
  readonly read: number
  /** At the end of the solid part. */
  readonly inside: string
  /** At the end of the pale part. */
  readonly rest: string
  /** To the right of the bar. */
  readonly beside: string
  readonly ink: string
  readonly committedText: string
  readonly lagText: string
}

/** The words for one bar. The committed offset stands inside the solid part when it fits there, and beside it otherwise. */
export function barLabels(bar: OffsetBar, { low, high, width, groups, colours }: BarSpace): BarLabels {
  const { start, end, committed, lag } = bar
  const read = readTo(bar)
  const fitting = (texts: readonly string[], offsets: number): string =>
    texts.find((text) => textWidth(text, 12) <= (offsets / (high - low)) * width - 14) ?? ''
  const inside = fitting(committedTexts(bar), read - start)
  return {
    where: `partition ${bar.partition}`,
    name: shortened(bar.group, 22),
    read,
    inside,
    rest: fitting([`log end ${count(end)}`, count(end)], end - read),
    beside: besideText(bar, inside === ''),
    ink: inkOn(colours[groups.indexOf(bar.group)] ?? INK),
    committedText: committed === null ? 'never committed' : count(committed),
    lagText: lag === null ? 'none: never committed' : count(lag),
  }
}

function readTo({ start, end, committed }: OffsetBar): number {
  return Math.min(Math.max(committed ?? start, start), end)
}

function committedTexts({ committed, end }: OffsetBar): readonly string[] {
  if (committed === null) return []
  const short = [`committed ${count(committed)}`, count(committed)]
  const beyond = `committed ${count(committed)}, beyond log end ${count(end)}`
  return committed > end ? [beyond, ...short] : short
}

function besideText({ start, end, committed, lag }: OffsetBar, alone: boolean): string {
  if (committed === null || lag === null)
    return start === end ? 'never committed, no messages' : 'never committed'
  if (committed < start) return `committed ${count(committed)}, lag ${count(lag)}`
  return `${alone ? `committed ${count(committed)}, ` : ''}lag ${count(lag)}`
}
