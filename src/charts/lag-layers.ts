import { INK } from './colour.js'
import { BESIDE, type Marker } from './markers.js'
import { count, textWidth } from './words.js'

/** Where the lines lie: px of the view, of which `top` are for words, and the last second and the highest lag in it. */
export interface Place {
  readonly width: number
  readonly height: number
  readonly top: number
  readonly until: number
  readonly highest: number
}

interface Point {
  readonly s: number
  readonly value: number
}

/** The colour of the total. */
export const TOTAL = '#1f4e9c'
const THIN = ['#17797b', '#966000', '#6a51a3', '#4f7d1e', '#b04a85', '#3f6fa8', '#8a5a20', '#5b6472']
const DASHES = [
  [6, 3],
  [2, 2],
  [8, 3, 2, 3],
  [4, 2],
  [1, 3],
  [10, 4],
  [6, 2, 1, 2],
  [3, 5],
]
/** Up to so many samples are shown as dots; of more, only the one that is pointed at. */
const DOTS = 80

/** The colour of the line of the partition at that place. */
export function thinColour(at: number): string {
  return THIN[at % THIN.length] ?? INK
}

/** The line of one partition. */
export function lineLayer(points: readonly Point[], at: number, place: Place): object {
  const strokeDash = DASHES[at % DASHES.length]
  return {
    data: { values: points },
    mark: { type: 'line', strokeWidth: 1.4, color: thinColour(at), strokeDash },
    encoding: axes(place),
  }
}

/** The line of the total, and its samples, which answer to the pointer; `p0`, `p1` … of a point belong to `lines`. */
export function totalLayers(
  points: readonly Point[],
  lines: readonly { readonly name: string }[],
  place: Place,
): object[] {
  const near = { type: 'point', on: 'pointerover', nearest: true, clear: 'pointerout' }
  return [
    {
      data: { values: points },
      mark: { type: 'line', strokeWidth: 2.6, color: TOTAL },
      encoding: axes(place),
    },
    {
      data: { values: points },
      params: [{ name: 'near', select: near }],
      mark: { type: 'point', filled: true, size: 32, color: TOTAL },
      encoding: {
        ...axes(place),
        opacity: {
          condition: { param: 'near', empty: false, value: 1 },
          value: points.length > DOTS ? 0 : 1,
        },
        tooltip: [
          { field: 's', title: 'seconds', type: 'quantitative', format: '.2f' },
          { field: 'value', title: 'total lag', type: 'quantitative', format: ',d' },
          ...lines.map(({ name }, at) => ({ field: `p${at}`, title: `lag of ${name}`, type: 'nominal' })),
        ],
      },
    },
  ]
}

/** A line through the view for each marker, and its words above the lag. */
export function changeLayers(marks: readonly Marker[], rowPx: number, { height }: Place): object[] {
  if (marks.length === 0) return []
  const values = marks.map(({ x, text, anchor, row }) => {
    const y = row * rowPx + rowPx / 2
    return {
      px: x,
      tx: x + (anchor === 'start' ? BESIDE : -BESIDE),
      top: row * rowPx,
      y,
      bottom: height,
      text,
      anchor,
    }
  })
  const words = (['start', 'end'] as const).flatMap((anchor) => {
    const own = values.filter((value) => value.anchor === anchor)
    if (own.length === 0) return []
    const align = anchor === 'start' ? 'left' : 'right'
    const mark = { type: 'text', align, baseline: 'middle', fontSize: 12, fontWeight: 600, color: INK }
    const encoding = { x: pixel('tx'), y: pixel('y'), text: { field: 'text', type: 'nominal' } }
    return [{ data: { values: own }, mark, encoding }]
  })
  return [
    {
      data: { values },
      mark: { type: 'rule', color: INK, strokeWidth: 1, strokeDash: [3, 3] },
      encoding: { x: pixel('px'), y: pixel('top'), y2: { field: 'bottom' } },
    },
    ...words,
  ]
}

/** The number of the highest sample, above it. */
export function peakLayer({ s, value }: Point, { width, until, highest, height, top }: Place): object {
  const text = `${count(value)} at most`
  const half = textWidth(text, 12) / 2
  const x = Math.min(Math.max((s / until) * width, half), width - half)
  return {
    data: { values: [{ text, px: x, y: height - (value / highest) * (height - top) - 12 }] },
    mark: { type: 'text', align: 'center', baseline: 'middle', fontSize: 12, fontWeight: 600, color: TOTAL },
    encoding: { x: pixel('px'), y: pixel('y'), text: { field: 'text', type: 'nominal' } },
  }
}

/** The name of each line, and its last number, at its end. */
export function endLayer(
  ends: readonly { readonly text: string; readonly y: number; readonly colour: string }[],
  { width }: Place,
): object {
  return {
    data: { values: ends },
    mark: { type: 'text', align: 'left', baseline: 'middle', dx: 8, fontSize: 12, fontWeight: 600 },
    encoding: {
      ...{ x: { value: width }, y: pixel('y'), text: { field: 'text', type: 'nominal' } },
      color: { field: 'colour', type: 'nominal', scale: null },
    },
  }
}

function axes({ height, top, until, highest }: Place): { readonly x: object; readonly y: object } {
  return {
    x: {
      ...{ field: 's', type: 'quantitative', scale: { domain: [0, until], nice: false } },
      axis: { title: 'seconds since the first sample', grid: false, tickCount: 8 },
    },
    y: {
      ...{ field: 'value', type: 'quantitative' },
      scale: { domain: [0, highest], range: [height, top], nice: false },
      axis: { title: 'lag in records', grid: true, tickCount: 5, tickMinStep: 1, format: ',d' },
    },
  }
}

function pixel(field: string): object {
  return { field, type: 'quantitative', scale: null, axis: null }
}
