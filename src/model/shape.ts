import { isPromise } from 'node:util/types'
import { named, shown } from './shown.js'
import { wordsOf } from './thrown.js'

/** Looks at a value; answers where in it something is not as it should be, or null when all is. */
export type Shape = (value: unknown, path: string) => Misfit | null

/** What is not as it should be. */
export interface Misfit {
  /** The way to it, '' for the value itself: `groups[0].state`. */
  readonly path: string
  readonly found: unknown
}

const ifNot = (fits: boolean, path: string, found: unknown): Misfit | null => (fits ? null : { path, found })

/** Text. */
export const aText: Shape = (value, path): Misfit | null => ifNot(typeof value === 'string', path, value)

/** A number that is one. */
export const aNumber: Shape = (value, path): Misfit | null =>
  ifNot(typeof value === 'number' && !Number.isNaN(value), path, value)

/** A partition or an offset: a whole number from 0 on. */
export const aCount: Shape = (value, path): Misfit | null =>
  ifNot(Number.isSafeInteger(value) && (value as number) >= 0, path, value)

/** true or false. */
export const aFlag: Shape = (value, path): Misfit | null => ifNot(typeof value === 'boolean', path, value)

/** Whatever: it is only shown, or compared. */
export const whatever: Shape = (): Misfit | null => null

/** Of that shape, or null. */
export function orNull(shape: Shape): Shape {
  return (value, path) => (value === null ? null : shape(value, path))
}

/** Of that shape, or left out. */
export function orNothing(shape: Shape): Shape {
  return (value, path) => (value === undefined ? null : shape(value, path))
}

/** A list of such. */
export function listOf(shape: Shape): Shape {
  return (value, path) => {
    if (!Array.isArray(value)) return { path, found: value }
    for (let at = 0; at < value.length; at++) {
      const misfit = shape(value[at], `${path}[${at}]`)
      if (misfit !== null) return misfit
    }
    return null
  }
}

/** An object with such values under names of the reader's choice. */
export function mapOf(shape: Shape): Shape {
  return (value, path) => {
    if (!isObject(value)) return { path, found: value }
    return first(Object.entries(value), ([name, each]) => shape(each, `${path}[${named(name)}]`))
  }
}

/** An object with these fields, and perhaps others. */
export function fieldsOf(shapes: Readonly<Record<string, Shape>>): Shape {
  const fields = Object.entries(shapes)
  return (value, path) => {
    if (!isObject(value)) return { path, found: value }
    const found = value as Readonly<Record<string, unknown>>
    return first(fields, ([name, shape]) => shape(found[name], path === '' ? name : `${path}.${name}`))
  }
}

/**
 * Throws a TypeError, a sentence that begins with `cannot` and ends with `next`, for a value that has not the shape; and
 * for one that cannot be read, because a getter of it throws.
 *
 *     mustBe(samples, listOf(lagSample), 'Cannot draw the lag', 'samples of a lag', 'Write charts.lag(sampling.samples).')
 */
export function mustBe(value: unknown, shape: Shape, cannot: string, wanted: string, next: string): void {
  const found = foundIn(value, shape)
  if (found !== null) throw new TypeError(`${cannot}: wanted ${wanted}, found ${found}. ${next}`)
}

function foundIn(value: unknown, shape: Shape): string | null {
  try {
    const misfit = shape(value, '')
    if (misfit === null) return null
    return misfit.path === '' ? shown(value) : `one in which ${misfit.path} is ${shown(misfit.found)}`
  } catch (problem) {
    return `one that cannot be read, because it throws ${shown(wordsOf(problem))}`
  }
}

function first<T>(all: readonly T[], misfitOf: (one: T) => Misfit | null): Misfit | null {
  for (const one of all) {
    const misfit = misfitOf(one)
    if (misfit !== null) return misfit
  }
  return null
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isPromise(value)
}
