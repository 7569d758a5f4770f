import type { MemberChange } from '../model/member-changes.js'
import { listed, shortened, textWidth } from './words.js'

/** What happened to a member, and where on the time axis, in px. */
export interface Placed extends Pick<MemberChange, 'member' | 'change'> {
  readonly x: number
}

/** Words for what happened at one place or close to it; rows are counted from the top. */
export interface Marker {
  readonly x: number
  readonly text: string
  /** Where the words stand: right of `x`, or left of it near the right edge. */
  readonly anchor: 'start' | 'end'
  readonly row: number
}

const SIZE = 12
const GAP = 10
/** Px between a mark and its words. */
export const BESIDE = 5
const MOST_ROWS = 4

const PLURAL = {
  joins: 'join',
  leaves: 'leave',
  crashes: 'crash',
  'is ended': 'are ended',
  dies: 'die',
} as const

/**
 * Words for changes in the order of `x`, in up to four rows above the picture, none on another. What is too close to be told
 * apart becomes one marker, 'C2 and C3 join', the more of it the less room there is.
 */
export function markers(changes: readonly Placed[], left: number, right: number): readonly Marker[] {
  return markersOf(changes, wordsOf, left, right)
}

/** The same for whatever happens at a place: `words` says what several things close together come to. */
export function markersOf<T extends { readonly x: number }>(
  changes: readonly T[],
  words: (together: readonly T[]) => string,
  left: number,
  right: number,
): readonly Marker[] {
  for (let tolerance = 6; ; tolerance *= 2) {
    const signs = merged(changes, tolerance).map((group) => ({ x: group[0]?.x ?? left, text: words(group) }))
    const placed = inRows(signs, left, right) ?? mirrored(signs, left, right)
    if (placed !== null) return placed
  }
}

function merged<T extends { readonly x: number }>(changes: readonly T[], tolerance: number): T[][] {
  const groups: T[][] = []
  for (const change of changes) {
    const group = groups.at(-1)
    const first = group?.[0]
    if (group && first && change.x - first.x <= tolerance) group.push(change)
    else groups.push([change])
  }
  return groups
}

type Sign = Pick<Marker, 'x' | 'text'>

/**
 * From left to right each takes the highest row from which its line down meets no words, and whose words no line before it
 * meets; null when there is none. One marker alone always fits.
 */
function inRows(signs: readonly Sign[], left: number, right: number): Marker[] | null {
  const ends = new Array<number>(MOST_ROWS).fill(left - GAP)
  const result: Marker[] = []
  for (const { x, text: whole } of signs) {
    const most = Math.floor((Math.max(right - x, x - left) - BESIDE) / textWidth('m', SIZE))
    const text = shortened(whole, most)
    const width = textWidth(text, SIZE) + BESIDE
    const anchor = x + width <= right ? 'start' : 'end'
    const from = anchor === 'start' ? x : x - width
    const row = ends.findIndex((_, at) => {
      const clear = ends.slice(at).every((end) => end + GAP <= from)
      return clear && result.every((before) => before.x <= from || before.row > at)
    })
    if (row === -1) return null
    ends[row] = from + width
    result.push({ x, text, anchor, row })
  }
  return result
}

/** From right to left, with the words left of the lines: what is close together at the right edge goes in like this. */
function mirrored(signs: readonly Sign[], left: number, right: number): Marker[] | null {
  const flipped = signs.map(({ x, text }) => ({ x: left + right - x, text })).reverse()
  const placed = inRows(flipped, left, right)?.reverse() ?? null
  return (
    placed?.map(({ anchor, ...marker }) => {
      return { ...marker, x: left + right - marker.x, anchor: anchor === 'start' ? 'end' : 'start' }
    }) ?? null
  )
}

/** 'C1 and C2 join, C3 crashes': in the order in which each kind of change came first. */
function wordsOf(group: readonly Placed[]): string {
  const kinds = [...new Set(group.map(({ change }) => change))]
  return kinds
    .map((kind) => {
      const same = group.filter(({ change }) => change === kind)
      const who = [...new Set(same.map(({ member }) => member))]
      if (who.length === 1) return `${who[0]} ${kind}${same.length > 1 ? ` ${same.length} times` : ''}`
      return `${who.length > 3 ? `${who.length} members` : listed(who)} ${PLURAL[kind]}`
    })
    .join(', ')
}
