import { isDate, isUint8Array } from 'node:util/types'
import { shown } from './shown.js'
import { wordsOf } from './thrown.js'

/** Where something stands that JSON cannot carry, and what it is. */
export interface JsonProblem {
  /** The way to it: `value.items[2].price`. */
  readonly path: string
  /** What is there, to be read after "is": `a bigint`. */
  readonly found: string
}

/**
 * The first thing in a value that JSON would drop, alter or refuse, or null when all of it arrives as it is.
 * `JSON.stringify` is silent about most of them: undefined and functions vanish, NaN becomes null, a Map becomes {}.
 *
 *     jsonProblem({ price: Number.NaN })   // { path: 'value.price', found: 'NaN' }
 *
 * Good are null, text, finite numbers, true and false, arrays, plain objects, and objects that say their own JSON
 * (`toJSON`, as a Date does).
 */
export function jsonProblem(
  value: unknown,
  path = 'value',
  inside: readonly object[] = [],
): JsonProblem | null {
  try {
    return problemAt(value, path, inside)
  } catch (problem) {
    return { path, found: `something that cannot be read, because it throws ${shown(wordsOf(problem))}` }
  }
}

/** Deeper than any message is meant to be, and not so deep that reading it back would exhaust the stack. */
const deepest = 100

function problemAt(value: unknown, path: string, inside: readonly object[]): JsonProblem | null {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return null
  if (typeof value === 'number') return Number.isFinite(value) ? null : { path, found: `${value}` }
  if (typeof value !== 'object')
    return { path, found: value === undefined ? 'undefined' : `a ${typeof value}` }
  if (inside.includes(value)) return { path, found: 'a part of itself' }
  if (inside.length >= deepest)
    return { path: cut(path), found: `more than ${deepest} levels deep in lists and objects` }
  if (isUint8Array(value)) return { path, found: 'bytes inside of something else' }
  if (isDate(value) && Number.isNaN(value.getTime())) return { path, found: 'an invalid date' }
  if ('toJSON' in value && typeof value.toJSON === 'function')
    return jsonProblem(value.toJSON(), path, [...inside, value])
  const around = [...inside, value]
  if (Array.isArray(value))
    return first(value.length, (at) => jsonProblem(value[at], `${path}[${at}]`, around))
  if (!isPlain(value)) return { path, found: classOf(value) }
  if (Object.getOwnPropertySymbols(value).some((name) => isField(value, name)))
    return { path, found: 'an object with a field that is named by a symbol' }
  const fields = Object.entries(value)
  return first(fields.length, (at) => {
    const [name, field] = fields[at] as [string, unknown]
    return jsonProblem(field, `${path}${step(name)}`, around)
  })
}

function first(count: number, problemAt: (index: number) => JsonProblem | null): JsonProblem | null {
  for (let index = 0; index < count; index++) {
    const problem = problemAt(index)
    if (problem !== null) return problem
  }
  return null
}

/** Also true for an object of another realm: a cell's objects come from the kernel's own context. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function isField(value: object, name: symbol): boolean {
  return Object.getOwnPropertyDescriptor(value, name)?.enumerable === true
}

function classOf(value: object): string {
  const { name } = value.constructor ?? {}
  return typeof name === 'string' && name !== '' ? `an object of class ${name}` : 'an object of some class'
}

function cut(path: string): string {
  return path.length > 60 ? `${path.slice(0, 59)}…` : path
}

function step(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`
}
