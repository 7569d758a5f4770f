import { PAPER } from './colour.js'
import type { SvgDocument, SvgElement } from './libraries.js'

/** Dense lines or sparse ones; both say that only a member knows what is drawn. */
export type Hatch = 'dense' | 'sparse'

interface Hatched {
  readonly fill: string
  readonly hatch?: Hatch | undefined
}

const SPACING = { dense: 5, sparse: 9 } as const

/** What to fill a shape with: its colour, or the pattern that `hatches` defines for it. */
export function hatchFill(shape: Hatched): string {
  return shape.hatch === undefined ? shape.fill : `url(#${patternId(shape.fill, shape.hatch)})`
}

/** What Plot calls a render function. */
export type Definitions = (
  index: unknown,
  scales: unknown,
  values: unknown,
  dimensions: unknown,
  context: { readonly document: SvgDocument },
) => SvgElement

/** A mark without a shape of its own: defines the patterns that the shapes' fills name. */
export function hatches(shapes: readonly Hatched[]): Definitions {
  const wanted = new Map(
    shapes.flatMap(({ fill, hatch }) => (hatch ? [[patternId(fill, hatch), { fill, hatch }]] : [])),
  )
  return (_index, _scales, _values, _dimensions, { document }) => {
    const make = (name: string, attributes: Record<string, string | number>): SvgElement => {
      const element = document.createElementNS('http://www.w3.org/2000/svg', name)
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
      return element
    }
    const defs = make('defs', {})
    for (const [id, { fill, hatch }] of wanted) {
      const size = SPACING[hatch]
      const turned = {
        id,
        width: size,
        height: size,
        patternUnits: 'userSpaceOnUse',
        patternTransform: 'rotate(45)',
      }
      const pattern = make('pattern', turned)
      pattern.appendChild(make('rect', { width: size, height: size, fill: PAPER }))
      pattern.appendChild(make('rect', { width: hatch === 'dense' ? 2.2 : 1.2, height: size, fill }))
      defs.appendChild(pattern)
    }
    return defs
  }
}

function patternId(colour: string, hatch: Hatch): string {
  return `${hatch}-${colour.replace('#', '')}`
}
