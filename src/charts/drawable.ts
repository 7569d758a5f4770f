import { checkedOptions, type Wanted } from '../model/options.js'
import { mustBe, type Shape } from '../model/shape.js'

/** What a chart is drawn from. */
export interface Drawable {
  /** What is drawn, after "Cannot draw": `the lag`. */
  readonly what: string
  readonly shape: Shape
  /** What it is made from, in words. */
  readonly wanted: string
  /** How the call is written, in full. */
  readonly write: string
}

/**
 * Throws a sentence when a chart cannot be drawn from a value: a cell that forgets to await, or reads its own JSON, gets
 * here whatever the compiler says.
 *
 *     mustBeDrawable(samples, { what: 'the lag', shape, wanted: 'samples of a lag', write: 'charts.lag(sampling.samples)' })
 */
export function mustBeDrawable(value: unknown, { what, shape, wanted, write }: Drawable): void {
  mustBe(value, shape, `Cannot draw ${what}`, wanted, `Write ${write}.`)
}

/** The options of a chart as plain data. Throws a sentence for what is none. */
export function drawingOptions<Options extends object>(
  options: Options | undefined,
  what: string,
  wanted: Readonly<Record<keyof Required<Options>, Wanted>>,
): Options {
  return checkedOptions<Options>(options, wanted, `Cannot draw ${what}`)
}
