import { FONT, INK, PAPER } from './colour.js'
import { type Hatch, hatches, hatchFill } from './hatch.js'
import type { Mark, PlotLibrary, PlotOptions } from './libraries.js'

/** A rectangle in px from the top left corner. Solid unless it has a hatch. */
export interface Box {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
  readonly fill: string
  readonly stroke: string
  /** Lines of colour `fill` on paper in place of a solid fill. */
  readonly hatch?: Hatch
}

/** A line of text; `y` is its middle, `x` its start, middle or end as `anchor` says (start by default). */
export interface Label {
  readonly x: number
  readonly y: number
  readonly text: string
  readonly fill?: string
  readonly size?: number
  readonly bold?: boolean
  readonly anchor?: 'start' | 'middle' | 'end'
  /** Paper around the letters, for text on a hatch. */
  readonly halo?: boolean
}

/** A vertical line. */
export interface Rule {
  readonly x: number
  readonly y1: number
  readonly y2: number
  readonly stroke: string
  readonly dashed?: boolean
  /** 1 px wide in place of 3. */
  readonly thin?: boolean
}

/** A line from one point to another, below all boxes and letters. */
export interface Line {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
  readonly stroke: string
  readonly width: number
  readonly dashed?: boolean
}

/** A picture laid out in px: used where panels differ so much in extent that no shared scale would serve them. */
export interface Scene {
  readonly width: number
  readonly height: number
  readonly boxes: readonly Box[]
  readonly labels: readonly Label[]
  readonly rules: readonly Rule[]
  readonly lines?: readonly Line[]
}

/** The scene as options for Observable Plot, which makes its marks; `alt` becomes the drawing's ariaLabel. */
export function sceneOptions(Plot: PlotLibrary, scene: Scene, alt: string): PlotOptions {
  return {
    width: scene.width,
    height: scene.height,
    margin: 0,
    ariaLabel: alt,
    style: { background: PAPER, color: INK, fontFamily: FONT, fontSize: '12px' },
    x: { type: 'identity', axis: null },
    y: { type: 'identity', axis: null },
    color: { type: 'identity' },
    marks: [
      Plot.frame({ fill: PAPER, stroke: 'none' }),
      hatches(scene.boxes.filter((box) => box.hatch !== undefined)),
      ...linking(Plot, scene.lines ?? []),
      Plot.rect(scene.boxes, {
        ...{ x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2', rx: 3 },
        fill: (box: Box) => hatchFill(box),
        stroke: 'stroke',
        strokeWidth: 1,
      }),
      ...ruling(Plot, scene.rules),
      ...lettering(Plot, scene.labels),
    ],
  }
}

/** One mark for each combination of what Plot takes for a whole mark only. */
function ruling(Plot: PlotLibrary, rules: readonly Rule[]): Mark[] {
  const kinds = [
    { thin: false, dashed: false },
    { thin: false, dashed: true },
    { thin: true, dashed: false },
    { thin: true, dashed: true },
  ]
  return kinds.map(({ thin, dashed }) =>
    Plot.ruleX(
      rules.filter((rule) => (rule.thin ?? false) === thin && (rule.dashed ?? false) === dashed),
      {
        ...{ x: 'x', y1: 'y1', y2: 'y2', stroke: 'stroke', strokeWidth: thin ? 1 : 3 },
        strokeDasharray: dashed ? '4 3' : undefined,
      },
    ),
  )
}

/** No mark at all where there are no lines. */
function linking(Plot: PlotLibrary, lines: readonly Line[]): Mark[] {
  return [false, true].flatMap((dashed) => {
    const same = lines.filter((line) => (line.dashed ?? false) === dashed)
    if (same.length === 0) return []
    const ends = { x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2' }
    const strokeWidth = (line: Line): number => line.width
    return [
      Plot.link(same, {
        ...{ ...ends, stroke: 'stroke', strokeWidth, strokeDasharray: dashed ? '5 4' : undefined },
      }),
    ]
  })
}

/** One text mark for each combination of what Plot takes for a whole mark only. */
function lettering(Plot: PlotLibrary, labels: readonly Label[]): Mark[] {
  const kinds = new Map<string, Label[]>()
  for (const label of labels) {
    const kind = `${label.anchor} ${label.bold} ${label.halo}`
    kinds.set(kind, [...(kinds.get(kind) ?? []), label])
  }
  return [...kinds.values()].map((same) =>
    Plot.text(same, {
      ...{ x: 'x', y: 'y', text: 'text' },
      fill: (label: Label) => label.fill ?? INK,
      fontSize: (label: Label) => label.size ?? 12,
      fontWeight: same[0]?.bold ? 600 : 400,
      textAnchor: same[0]?.anchor ?? 'start',
      ...(same[0]?.halo ? { stroke: PAPER, strokeWidth: 4 } : {}),
    }),
  )
}
