import type { Gap } from '../model/gaps.js'
import type { GenerationSpan } from '../model/generations.js'
import { LINE, SIGNAL } from './colour.js'
import type { Box, Label } from './scene.js'
import { inWords } from './spans.js'
import { textWidth } from './words.js'

/** Above the lanes: a box for each generation, with its number where it fits; so many that none would are one box. */
export function generationRow(
  spans: readonly GenerationSpan[],
  x: (ms: number) => number,
  y: { readonly y1: number; readonly y2: number },
): { boxes: Box[]; labels: Label[] } {
  const [first, last] = [spans[0], spans.at(-1)]
  const crowd = spans.length > MOST_GENERATIONS && first && last
  const shown = crowd ? [{ fromMs: first.fromMs, toMs: last.toMs }] : spans
  const words = (at: number): string[] => {
    if (crowd) return [`generations ${first.generation} to ${last.generation}`]
    const number = spans[at]?.generation
    return [`generation ${number}`, `${number}`]
  }
  const boxes = shown.map(({ fromMs, toMs }) => ({
    x1: x(fromMs),
    x2: x(toMs),
    ...y,
    fill: GROUND,
    stroke: LINE,
  }))
  const labels = boxes.flatMap(({ x1, x2 }, at): Label[] => {
    const text = words(at).find((one) => textWidth(one, 12) <= x2 - x1 - 4)
    return text === undefined ? [] : [{ x: (x1 + x2) / 2, y: (y.y1 + y.y2) / 2, text, anchor: 'middle' }]
  })
  return { boxes, labels }
}

const MOST_GENERATIONS = 100
const GROUND = '#eef1f5'

interface Stop {
  fromMs: number
  toMs: number
  /** Length of its longest gap. */
  longest: number
  open: boolean
}

/** Below the lanes: how long nobody read, at each stop where there is room; `unsaid` tells that there was not everywhere. */
export function gapRow(
  gaps: readonly Gap[],
  x: (ms: number) => number,
  { y, left, right }: { readonly y: number; readonly left: number; readonly right: number },
): { labels: Label[]; unsaid: boolean } {
  const labels: Label[] = []
  const found = stops(gaps)
  let end = left
  for (const { fromMs, toMs, longest, open } of found) {
    const text = `${inWords(longest)}${open ? ' so far' : ''}`
    const half = textWidth(text, 12) / 2
    const at = Math.min(Math.max((x(fromMs) + x(toMs)) / 2, left + half), right - half)
    if (at - half < end) continue
    labels.push({ x: at, y, text, anchor: 'middle', fill: SIGNAL, bold: true })
    end = at + half + 8
  }
  return { labels, unsaid: labels.length < found.length }
}

/** Gaps that overlap in time are one stop of the group; an empty group is none. */
function stops(gaps: readonly Gap[]): Stop[] {
  const found: Stop[] = []
  const inOrder = gaps.filter(({ unread }) => unread !== 'empty').sort((a, b) => a.fromMs - b.fromMs)
  for (const { fromMs, toMs, open } of inOrder) {
    const stop = found.at(-1)
    if (stop && fromMs <= stop.toMs) {
      stop.toMs = Math.max(stop.toMs, toMs)
      stop.longest = Math.max(stop.longest, toMs - fromMs)
      stop.open ||= open
    } else found.push({ fromMs, toMs, longest: toMs - fromMs, open })
  }
  return found
}
