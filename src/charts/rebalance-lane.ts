import type { Gap } from '../model/gaps.js'
import type { OwnershipSegment } from '../model/ownership.js'
import { INK, inkOn, LINE, MUTED, PAPER, SIGNAL } from './colour.js'
import type { Box, Label } from './scene.js'
import { inWords } from './spans.js'
import { counted, ending, textWidth } from './words.js'

/** The px of a time, and what a lane is drawn with. */
export interface LaneSpace {
  readonly x: (ms: number) => number
  readonly middle: number
  /** Colour of a member. */
  readonly colour: (member: string) => string
}

/** A piece of a lane: one segment, or so many that are too narrow to be told apart. */
type Piece = { readonly segment: OwnershipSegment } | Crowd

interface Crowd {
  readonly count: number
  readonly fromMs: number
  readonly toMs: number
}

const HEIGHT = 24
/** Px that a gap takes at least: a rebalance is to be seen in a minute, too. */
const GAP_WIDTH = 2
/** So many narrow segments in a row are still drawn one by one. */
const FEW = 4

/** A lane in pieces: rows of more than four segments that are each narrower than `leastMs` become one piece. */
export function laneOf(segments: readonly OwnershipSegment[], leastMs: number): Piece[] {
  const pieces: Piece[] = []
  let narrow: OwnershipSegment[] = []
  const flush = (): void => {
    const [first, last] = [narrow[0], narrow.at(-1)]
    if (first && last && narrow.length > FEW)
      pieces.push({ count: narrow.length, fromMs: first.fromMs, toMs: last.toMs })
    else pieces.push(...narrow.map((segment) => ({ segment })))
    narrow = []
  }
  for (const segment of segments) {
    if (segment.toMs - segment.fromMs < leastMs) narrow.push(segment)
    else {
      flush()
      pieces.push({ segment })
    }
  }
  flush()
  return pieces
}

/** Owners solid with their names where these fit, gaps above them: hatched after a crash, blank otherwise. */
export function laneBoxes(pieces: readonly Piece[], { x, middle, colour }: LaneSpace): Box[] {
  const y = { y1: middle - HEIGHT / 2, y2: middle + HEIGHT / 2 }
  const right = Math.max(...pieces.map((piece) => x(spanOf(piece).toMs)))
  const boxes = pieces.map((piece): Box => {
    const { fromMs, toMs } = spanOf(piece)
    const [x1, x2] = [x(fromMs), x(toMs)]
    if ('count' in piece) return { x1, x2, ...y, fill: MUTED, stroke: MUTED, hatch: 'dense' }
    const { member, unread, last } = piece.segment
    if (member !== null) return { x1, x2, ...y, fill: colour(member), stroke: PAPER }
    const from = Math.min(x1, right - GAP_WIDTH)
    return { x1: from, x2: Math.max(x2, from + GAP_WIDTH), ...y, ...unreadPaint(unread, colour(last ?? '')) }
  })
  const isGap = (piece: Piece): boolean => 'segment' in piece && piece.segment.member === null
  return [
    ...boxes.filter((_, at) => !isGap(pieces[at] as Piece)),
    ...boxes.filter((_, at) => isGap(pieces[at] as Piece)),
  ]
}

/** How time without a reader is painted; `colour` is that of the last owner. */
export function unreadPaint(
  unread: OwnershipSegment['unread'],
  colour: string,
): Pick<Box, 'fill' | 'stroke' | 'hatch'> {
  if (unread === 'crashed') return { fill: colour, stroke: SIGNAL, hatch: 'sparse' }
  return { fill: PAPER, stroke: unread === 'empty' ? LINE : SIGNAL }
}

/** The names of owners and the lengths of gaps, each where it fits. */
export function laneLabels(
  pieces: readonly Piece[],
  gaps: readonly Gap[],
  { x, middle, colour }: LaneSpace,
): Label[] {
  const centred = (
    fromMs: number,
    toMs: number,
    texts: readonly string[],
  ): Pick<Label, 'x' | 'y' | 'text' | 'anchor'>[] => {
    const room = x(toMs) - x(fromMs) - 4
    const text = texts.find((one) => textWidth(one, 12) <= room) ?? ''
    return text === '' ? [] : [{ x: (x(fromMs) + x(toMs)) / 2, y: middle, text, anchor: 'middle' }]
  }
  const crowds = pieces.filter((piece): piece is Crowd => 'count' in piece)
  return [
    ...pieces.flatMap((piece): Label[] => {
      if ('count' in piece)
        return centred(piece.fromMs, piece.toMs, [
          `${counted(piece.count, 'change')}`,
          String(piece.count),
        ]).map((label) => ({ ...label, halo: true }))
      const { member, fromMs, toMs } = piece.segment
      if (member === null) return []
      const names = [member, ...[12, 8, 6].map((most) => ending(member, most))]
      return centred(fromMs, toMs, names).map((label) => ({
        ...label,
        bold: true,
        fill: inkOn(colour(member)),
      }))
    }),
    ...gaps
      .filter((gap) => !crowds.some((crowd) => crowd.fromMs <= gap.fromMs && gap.toMs <= crowd.toMs))
      .flatMap((gap) =>
        centred(gap.fromMs, gap.toMs, gapWords(gap)).map((label) => {
          return { ...label, fill: gap.unread === 'empty' ? INK : SIGNAL, bold: true, halo: true }
        }),
      ),
  ]
}

/** What a gap says, the longest first. */
function gapWords({ unread, last, fromMs, toMs, empty, open }: Gap): string[] {
  const long = `${inWords(toMs - fromMs)}${open ? ' so far' : ''}`
  if (unread === 'empty') return ['no member', 'none']
  const short = [`nobody reads: ${long}`, long, ...(open ? [inWords(toMs - fromMs)] : [])]
  if (unread === 'rebalance') return [`nobody reads: ${long}, a rebalance`, ...short]
  return [
    ...(empty ? [] : [`still assigned to ${last}, nobody reads: ${long}`]),
    `${last} crashed, nobody reads: ${long}`,
    ...short,
  ]
}

function spanOf(piece: Piece): { readonly fromMs: number; readonly toMs: number } {
  return 'segment' in piece ? piece.segment : piece
}
