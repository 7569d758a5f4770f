import { aNumber, mustBe } from '../model/shape.js'

/** A named comparison for `claim`: says what was wanted, and whether a value meets it. */
export interface Comparison {
  readonly wanted: string
  /** Whether the observed value meets it; whatever is not a number does not. */
  meets(observed: unknown): boolean
}

/**
 * At least `least`.
 *
 *     claim('all ten arrived', seen.length, atLeast(10))
 */
export function atLeast(least: number): Comparison {
  return comparison('at least', least, (observed) => observed >= least)
}

/**
 * Less than `limit`, and not equal to it.
 *
 *     claim('some are missing', left.length, lessThan(50))
 */
export function lessThan(limit: number): Comparison {
  return comparison('less than', limit, (observed) => observed < limit)
}

/**
 * More than `limit`, and not equal to it.
 *
 *     claim('something was sent again', stored.length, moreThan(sent.length))
 */
export function moreThan(limit: number): Comparison {
  return comparison('more than', limit, (observed) => observed > limit)
}

/** Whether the value was made by one of the functions above. */
export function isComparison(value: unknown): value is Comparison {
  return typeof value === 'object' && value !== null && COMPARISON in value
}

// A registered symbol: a comparison made before src was edited and loaded anew is still one.
const COMPARISON = Symbol.for('kafka-groups-lab.comparison')

function comparison(words: string, bound: number, meets: (observed: number) => boolean): Comparison {
  const next = `Give it one, as in ${words.replaceAll(/ (\w)/g, (_, letter) => letter.toUpperCase())}(10).`
  mustBe(bound, aNumber, `Cannot compare with ${words}`, 'a number', next)
  const wanted = `${words} ${bound}`
  const made = { wanted, meets: (observed: unknown) => typeof observed === 'number' && meets(observed) }
  return Object.defineProperty(made, COMPARISON, { value: true })
}
