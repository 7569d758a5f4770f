import { printed } from './printed.js'

/** What was measured of one case. */
export interface Measured {
  readonly case: string | number
  /** Messages a second, one number a round. */
  readonly perSecond: readonly number[]
  /** The middle one of them; of an even number of rounds, the mean of the two in the middle. */
  readonly median: number
  readonly least: number
  readonly most: number
}

/**
 * What the rounds of one case come to.
 *
 *     measuredOf('gzip', [65, 70, 66])   // { case: 'gzip', perSecond: [65, 70, 66], median: 66, least: 65, most: 70 }
 *
 * Throws a RangeError when there is none.
 */
export function measuredOf(name: string | number, perSecond: readonly number[]): Measured {
  const sorted = [...perSecond].sort((a, b) => a - b)
  const least = sorted[0]
  const most = sorted.at(-1)
  if (least === undefined || most === undefined)
    throw new RangeError(`Cannot summarise ${JSON.stringify(name)}: wanted at least one round, found none.`)
  const upper = sorted[sorted.length >> 1] ?? most
  const lower = sorted[(sorted.length - 1) >> 1] ?? least
  return { case: name, perSecond: [...perSecond], median: (lower + upper) / 2, least, most }
}

/** Gives measurements the form that they print in: a line for each case, in messages a second. */
export function printedMeasured(what: string, measured: Measured[]): Measured[] {
  return printed(measured, () => {
    const rounds = measured[0]?.perSecond.length ?? 0
    const rows = measured.map(({ case: name, median, least, most }) => [
      String(name),
      written(median),
      rounds === 1 ? '' : `(${written(least)} to ${written(most)})`,
    ])
    const widths = [0, 1].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
    const lines = rows.map(([name = '', median = '', spread = '']) =>
      `  ${name.padEnd(widths[0] ?? 0)}  ${median.padStart(widths[1] ?? 0)}  ${spread}`.trimEnd(),
    )
    const told = rounds === 1 ? 'one round' : `median of ${rounds} rounds (least to most)`
    return [`${what}: messages a second, ${told}`, ...lines].join('\n')
  })
}

function written(perSecond: number): string {
  return perSecond.toLocaleString('en-US', { maximumSignificantDigits: 3 })
}
